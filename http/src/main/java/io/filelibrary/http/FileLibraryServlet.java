package io.filelibrary.http;

import com.google.common.collect.ImmutableList;
import io.filelibrary.FileLibrary;
import io.filelibrary.http.access.Authenticator;
import io.filelibrary.http.content.ContentEndpoints;
import io.filelibrary.http.content.ContentUrls;
import io.filelibrary.http.copilot.CopilotEndpoints;
import io.filelibrary.http.route.Dispatcher;
import io.filelibrary.http.route.Endpoint;
import io.filelibrary.http.spool.SpoolDirectory;
import io.filelibrary.http.timetap.TimeTapEndpoints;
import io.filelibrary.http.tus.TusEndpoints;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;

/**
 * Serves a library: the Copilot Files API, the TimeTap Files API, signed and public URLs of
 * contents, resumable uploads by tus, and the description of both APIs at {@code /openapi.json}.
 * Mount it at {@code /*} or below any prefix. Nothing is served to callers that the authenticator
 * does not know, but public files and signed URLs.
 *
 * <p>The library stays open when the servlet is destroyed. Safe for use by many threads; each
 * request occupies one until it is answered. How slow a client may be, and how large the head of a
 * request, is for the container to bound.
 */
public final class FileLibraryServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private final transient Dispatcher dispatcher;
  private final transient SpoolDirectory spool;
  private final transient Clock clock;

  private FileLibraryServlet(Dispatcher dispatcher, SpoolDirectory spool, Clock clock) {
    this.dispatcher = dispatcher;
    this.spool = spool;
    this.clock = clock;
  }

  /**
   * Creates a servlet.
   *
   * @param library what is served
   * @param authenticator says who calls
   * @param options how
   * @return the servlet
   * @throws IOException if the spool cannot be used; the message says the fix
   */
  public static FileLibraryServlet create(
      FileLibrary library, Authenticator authenticator, HttpOptions options) throws IOException {
    SpoolDirectory spool = SpoolDirectory.open(options.spool(), options.spoolLimits());
    Dispatcher dispatcher =
        new Dispatcher(
            library,
            authenticator,
            endpoints(library, options, spool),
            options.publicUrl(),
            options.maxJsonBytes());
    return new FileLibraryServlet(dispatcher, spool, options.clock());
  }

  /**
   * Deletes what uploads have left in the spool that are over and did not come to their end. It is
   * done now and then by itself while uploads begin; call it beside {@link FileLibrary#collect}
   * where none may begin for long. Safe to call at any time.
   *
   * @return how many uploads and other files were deleted
   * @throws IOException if the spool cannot be read or a file not be deleted; call it again
   */
  public int sweep() throws IOException {
    return spool.sweep(clock.instant());
  }

  /** All endpoints of all protocols. */
  static List<Endpoint> endpoints(FileLibrary library, HttpOptions options, SpoolDirectory spool) {
    ContentUrls urls =
        new ContentUrls(options.signingKey(), options.clock(), options.downloadLifetime());
    return ImmutableList.<Endpoint>builder()
        .addAll(new CopilotEndpoints(urls, options.signingKey()).endpoints())
        .addAll(new TimeTapEndpoints(urls, spool, options.timeTap()).endpoints())
        .addAll(new ContentEndpoints(library, options.signingKey(), options.clock()).endpoints())
        .addAll(new TusEndpoints(library, spool, options.signingKey(), options.clock()).endpoints())
        .add(ApiDescription.endpoint())
        .build();
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    dispatcher.serve(request, response);
  }
}
