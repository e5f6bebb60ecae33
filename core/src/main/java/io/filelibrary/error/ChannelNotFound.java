package io.filelibrary.error;

/** No channel has this id. Create it first with {@code FileLibrary.createChannel}. */
public final class ChannelNotFound extends FileLibraryException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the error.
   *
   * @param channelId the id that was looked for
   */
  public ChannelNotFound(String channelId) {
    super(
        ErrorCode.CHANNEL_NOT_FOUND,
        "no channel has the id " + Quoted.of(channelId) + "; create it first");
  }
}
