package io.filelibrary.http.timetap;

import io.filelibrary.http.content.ContentUrls;
import io.filelibrary.http.route.Access;
import io.filelibrary.http.route.Endpoint;
import io.filelibrary.http.route.Handler;
import io.filelibrary.http.route.Surface;
import io.filelibrary.http.spool.SpoolDirectory;
import java.util.List;

/** Speaks the TimeTap Files API; see docs/rest.md. */
public final class TimeTapEndpoints {
  private final FileListing listing;
  private final FileUpdates updates;
  private final FormUpload upload;

  /**
   * Creates the endpoints.
   *
   * @param urls makes the URLs of contents
   * @param spool where files of forms wait for the fields that follow them
   * @param options how the dialect maps onto the library
   */
  public TimeTapEndpoints(ContentUrls urls, SpoolDirectory spool, TimeTapOptions options) {
    FileObjects objects = new FileObjects(urls, options);
    this.listing = new FileListing(objects, options);
    this.updates = new FileUpdates(objects, options);
    this.upload = new FormUpload(objects, spool, options);
  }

  /**
   * Returns the endpoints.
   *
   * @return the endpoints
   */
  public List<Endpoint> endpoints() {
    return List.of(
        endpoint("GET", "/files", listing::answer),
        endpoint("POST", "/files", updates::save),
        endpoint("DELETE", "/files/{fileLibraryUUID}", updates::delete),
        endpoint("POST", "/businessWeb/fileUploadS3.do", upload::upload));
  }

  private static Endpoint endpoint(String method, String path, Handler handler) {
    return Endpoint.of(Surface.TIMETAP, method, path, Access.CALLER, handler);
  }
}
