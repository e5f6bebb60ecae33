package io.filelibrary.http.content;

import com.google.common.collect.ImmutableList;
import io.filelibrary.FileLibrary;
import io.filelibrary.http.access.SigningKey;
import io.filelibrary.http.route.Access;
import io.filelibrary.http.route.Endpoint;
import io.filelibrary.http.route.Handler;
import io.filelibrary.http.route.Surface;
import java.time.Clock;
import java.util.List;

/**
 * Serves the URLs that {@link ContentUrls} makes of its own: one PUT takes the bytes of an upload,
 * GET and HEAD give those of a file, whole or in one range, also of a file that the storage could
 * hand out directly. The name at the end of a URL is for clients that save a file under it, and may
 * be any or missing.
 *
 * <p>Nothing here asks for a caller: the token in the URL decides, or that the file is public.
 */
public final class ContentEndpoints {
  private final UploadEndpoint upload;
  private final DownloadEndpoint download;

  /**
   * Creates the endpoints.
   *
   * @param library what is served
   * @param key has signed the URLs
   * @param clock tells the time
   */
  public ContentEndpoints(FileLibrary library, SigningKey key, Clock clock) {
    this.upload = new UploadEndpoint(library, key, clock);
    this.download = new DownloadEndpoint(library, key, clock);
  }

  /**
   * Returns the endpoints.
   *
   * @return the endpoints
   */
  public List<Endpoint> endpoints() {
    ImmutableList.Builder<Endpoint> all = ImmutableList.builder();
    all.add(open("PUT", ContentUrls.UPLOADS + "/{token}", upload::put));
    for (String method : List.of("GET", "HEAD")) {
      all.add(open(method, ContentUrls.FILES + "/{token}", download::signed));
      all.add(open(method, ContentUrls.FILES + "/{token}/{name}", download::signed));
      all.add(open(method, ContentUrls.PUBLIC + "/{id}", download::everybodys));
      all.add(open(method, ContentUrls.PUBLIC + "/{id}/{name}", download::everybodys));
    }
    return all.build();
  }

  private static Endpoint open(String method, String path, Handler handler) {
    return Endpoint.of(Surface.CONTENT, method, path, Access.OPEN, handler);
  }
}
