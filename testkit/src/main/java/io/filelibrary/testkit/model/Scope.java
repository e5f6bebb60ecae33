package io.filelibrary.testkit.model;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * What of a library a model tells of, and how large its files are.
 *
 * @param prefix what the ids of the channels begin with, as several models may share a library
 * @param only the channel that alone exists, if not all do
 * @param scale by what the small sizes that the generator thinks of are multiplied
 * @param maxFileSize how many bytes a file has at most
 */
record Scope(String prefix, OptionalInt only, int scale, int maxFileSize) {
  /** A library of its own, with all channels and tiny files. */
  static final Scope WHOLE = new Scope("", OptionalInt.empty(), 1, Settings.MAX_FILE_SIZE);

  /** Returns the numbers of the channels that exist. */
  List<Integer> channels() {
    return only.isPresent()
        ? List.of(only.getAsInt())
        : IntStream.range(0, Operation.CHANNELS).boxed().toList();
  }

  String channelId(int number) {
    return prefix + ModelChannel.id(number);
  }
}
