package io.filelibrary.benchmarks.suite.catalog;

import io.filelibrary.ChannelFiles;
import io.filelibrary.benchmarks.harness.Noise;
import io.filelibrary.benchmarks.harness.Stopwatch;
import io.filelibrary.benchmarks.suite.LocalLibrary;
import io.filelibrary.model.FolderRef;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.ListOptions;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** The measured calls in one generated library, of which each takes another item at random. */
final class ScaledLibrary {
  private final ChannelFiles files;
  private final Generation.Tree tree;

  ScaledLibrary(LocalLibrary library, Generation.Tree tree) {
    this.files = library.files();
    this.tree = tree;
    files.ensureFolder("added");
  }

  void create(long number) {
    files.upload("added/file-" + number, Noise.bytes(number, Generation.READABLE_BYTES));
  }

  void readById(long number) throws IOException {
    read(files.open(random(tree.readable())));
  }

  void readByPath(long number) throws IOException {
    int file = ThreadLocalRandom.current().nextInt(tree.readable().size());
    read(files.open(Generation.Tree.path(file)));
  }

  void metadata(long number) {
    files.get(random(tree.readable()));
  }

  void page(long number) {
    files.list(FolderRef.of(random(tree.folders())), ListOptions.DEFAULT);
  }

  /** Move, rename, trash and restore of a folder in the middle of the tree. */
  List<Stopwatch.Action> moves() {
    ItemId folder = tree.folders().get(tree.folders().size() / 2);
    return FolderMoves.calls(files, folder, "moved");
  }

  private static void read(InputStream opened) throws IOException {
    try (InputStream bytes = opened) {
      int read = bytes.readAllBytes().length;
      if (read != Generation.READABLE_BYTES) {
        throw new IllegalStateException("read " + read + " bytes");
      }
    }
  }

  private static ItemId random(List<ItemId> ids) {
    return ids.get(ThreadLocalRandom.current().nextInt(ids.size()));
  }
}
