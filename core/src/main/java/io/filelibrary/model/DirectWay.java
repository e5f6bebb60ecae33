package io.filelibrary.model;

/** How a client is able to send the bytes of a two-step upload to the storage directly. */
public enum DirectWay {
  /** By whatever one request the storage grants, with all headers or fields that it names. */
  ANY,
  /**
   * By an HTML form. A storage that grants forms bounds the number of bytes also where no size is
   * declared; one that does not grants another request.
   */
  FORM,
  /**
   * By a PUT that carries no header but those of every HTTP client, such as one of a published API
   * whose clients know nothing else. Size and hash are verified when it is taken. A storage that
   * does not grant it grants nothing, and the bytes come through the library.
   */
  PLAIN_PUT
}
