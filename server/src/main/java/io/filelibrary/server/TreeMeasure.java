package io.filelibrary.server;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Counts what is below a directory; symbolic links are counted and not followed. */
final class TreeMeasure extends SimpleFileVisitor<Path> {
  private final Path directory;
  private final BooleanSupplier stop;
  private final LongAdder entries = new LongAdder();
  private final LongAdder files = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private volatile boolean complete;

  TreeMeasure(Path directory, BooleanSupplier stop) {
    this.directory = directory;
    this.stop = stop;
  }

  /** Counts; what cannot be read counts as one entry. */
  void run() {
    try {
      Files.walkFileTree(directory, this);
      complete = !stop.getAsBoolean();
    } catch (IOException e) {
      // Every visit goes on after a failure; a count that ends all the same is not complete.
      complete = false;
    }
  }

  /** Says whether all was counted. */
  boolean complete() {
    return complete;
  }

  /** Returns the number of files, directories and others below the directory. */
  long entries() {
    return entries.sum();
  }

  long files() {
    return files.sum();
  }

  long bytes() {
    return bytes.sum();
  }

  @Override
  public FileVisitResult preVisitDirectory(Path each, BasicFileAttributes attributes) {
    if (!each.equals(directory)) {
      entries.increment();
    }
    return next();
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    entries.increment();
    if (attributes.isRegularFile()) {
      files.increment();
      bytes.add(attributes.size());
    }
    return next();
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException failure) {
    if (!file.equals(directory)) {
      entries.increment();
    }
    return next();
  }

  @Override
  public FileVisitResult postVisitDirectory(Path each, @Nullable IOException failure) {
    return next();
  }

  private FileVisitResult next() {
    return stop.getAsBoolean() ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
  }
}
