package io.filelibrary.http.route;

/** What a request must show before an endpoint sees it. */
public enum Access {
  /** A caller that the host's authenticator knows; otherwise the answer is 401. */
  CALLER,
  /** Nothing: the endpoint is for everybody, or checks the signature of its URL itself. */
  OPEN
}
