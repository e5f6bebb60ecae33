package io.filelibrary.http.copilot;

import io.filelibrary.http.access.SigningKey;
import io.filelibrary.http.content.ContentUrls;
import io.filelibrary.http.route.Access;
import io.filelibrary.http.route.Endpoint;
import io.filelibrary.http.route.Handler;
import io.filelibrary.http.route.Surface;
import java.util.List;

/**
 * Speaks the Copilot Files API under {@code /v1}, with a PATCH of its own to rename, move, change,
 * trash and restore items; see docs/rest.md. A client written for that API works by changing its
 * base URL and its key.
 */
public final class CopilotEndpoints {
  /**
   * The key of the attribute in which a folder, or for its root a channel, keeps what the API calls
   * {@code clientPermissions}: {@code read-write} or {@code read-only}; without it the former
   * holds. It does not show among the {@code attributes} of answers, and requests cannot write it
   * there. The servlet enforces nothing by it, since it does not know which actors are clients: a
   * host's {@code AccessPolicy} does that where it is wanted. Who may update a folder by that
   * policy may change its permissions, and who may read a channel those of its root.
   */
  public static final String CLIENT_PERMISSIONS = "copilot.clientPermissions";

  private final FileCalls files;
  private final CreationCalls creation;
  private final PermissionCalls permissions;
  private final ChannelCalls channels;

  /**
   * Creates the endpoints.
   *
   * @param urls makes the URLs of contents
   * @param key seals the places at which lists of channels go on
   */
  public CopilotEndpoints(ContentUrls urls, SigningKey key) {
    ItemAnswer answers = new ItemAnswer(urls);
    this.files = new FileCalls(urls, answers);
    this.creation = new CreationCalls(answers);
    this.permissions = new PermissionCalls(answers);
    this.channels = new ChannelCalls(key);
  }

  /**
   * Returns the endpoints.
   *
   * @return the endpoints
   */
  public List<Endpoint> endpoints() {
    return List.of(
        endpoint("GET", "/v1/files", files::list),
        endpoint("POST", "/v1/files/{fileType}", creation::create),
        endpoint("GET", "/v1/files/{id}", files::retrieve),
        endpoint("PATCH", "/v1/files/{id}", files::patch),
        endpoint("DELETE", "/v1/files/{id}", files::delete),
        endpoint("PUT", "/v1/files/{id}/permissions", permissions::put),
        endpoint("GET", "/v1/files/{id}/download-url", files::downloadUrl),
        endpoint("GET", "/v1/files/{id}/download", files::download),
        endpoint("GET", "/v1/channels/files", channels::list),
        endpoint("POST", "/v1/channels/files", channels::create),
        endpoint("GET", "/v1/channels/files/{id...}", channels::retrieve));
  }

  private static Endpoint endpoint(String method, String path, Handler handler) {
    return Endpoint.of(Surface.COPILOT, method, path, Access.CALLER, handler);
  }
}
