package io.filelibrary.error;

/** A channel with this id exists already. */
public final class ChannelExists extends FileLibraryException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the error.
   *
   * @param channelId the id that is taken
   */
  public ChannelExists(String channelId) {
    super(ErrorCode.CHANNEL_EXISTS, "the channel " + Quoted.of(channelId) + " exists already");
  }
}
