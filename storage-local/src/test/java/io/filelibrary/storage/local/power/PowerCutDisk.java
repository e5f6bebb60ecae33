package io.filelibrary.storage.local.power;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A disk in memory that can lose its power at any moment. Programs see what they wrote at once, as
 * from a system's cache; {@link #cut} gives another disk, with what a machine finds that was
 * switched off now, and leaves this one as it is. What is modelled:
 *
 * <ul>
 *   <li>A file's bytes are certain as of the last {@link FileChannel#force} of that file. Of what
 *       was written since, each block of {@value #BLOCK_BYTES} bytes is there whole, torn (its
 *       beginning alone) or not at all; where there was nothing before, that leaves zeros. The
 *       length is the old one, the new one or between the two, whatever the blocks are.
 *   <li>A directory's names are certain as of the last force of that directory, which forces
 *       nothing else: neither the files in it, nor its own name in its parent. Each later creation,
 *       link, rename or deletion is there or not, independently of any other and of any order. A
 *       rename is there as a whole or not; forcing either of its directories makes it certain. What
 *       is below a directory whose own name is lost is lost.
 *   <li>A name can survive its file's bytes, and the bytes their name. All names of one file show
 *       the same bytes.
 * </ul>
 *
 * <p>That is what POSIX promises, and less than ext4 keeps with its defaults: its journal brings
 * changes of names back in their order, and forcing a new file brings its name along. Not modelled:
 * a disk that lies about having forced, bytes that were durable and rot or are torn by a
 * neighbour's write, a failed force (those are in e2e), permissions, symbolic links and moves of
 * directories.
 */
public final class PowerCutDisk {
  /** What a disk writes as a whole or tears. */
  public static final int BLOCK_BYTES = 512;

  private final DiskFileSystem fileSystem = new DiskFileSystem(this);
  private final DiskTree tree;
  private final Clock clock;
  private final boolean links;
  private Runnable listener = () -> {};
  private Predicate<Path> ignored = path -> false;

  private PowerCutDisk(DiskTree tree, Clock clock, boolean links) {
    this.tree = tree;
    this.clock = clock;
    this.links = links;
  }

  /** An empty disk, whose files get their times from a clock. */
  public static PowerCutDisk create(Clock clock) {
    return new PowerCutDisk(new DiskTree(FileTime.from(clock.instant())), clock, true);
  }

  /** An empty disk that has no hard links. */
  public static PowerCutDisk createWithoutLinks(Clock clock) {
    return new PowerCutDisk(new DiskTree(FileTime.from(clock.instant())), clock, false);
  }

  /** The path of a file or a directory; its file system is this disk. */
  public Path path(String path) {
    return fileSystem.getPath(path);
  }

  /** Names what is run before and after each call that changes or forces something. */
  public void onEachChange(Runnable newListener) {
    listener = newListener;
  }

  /** Lets the forces of some files or directories do nothing, as if they had been left out. */
  public void ignoreForceOf(Predicate<Path> paths) {
    ignored = paths;
  }

  /** What a machine finds when it is switched on again that lost its power now. */
  public synchronized PowerCutDisk cut(Random random) {
    return new PowerCutDisk(tree.afterCut(random), clock, links);
  }

  FileChannel open(DiskPath path, Set<? extends OpenOption> options) throws IOException {
    if (options.contains(APPEND)) {
      throw new UnsupportedOperationException("files are not appended to");
    }
    boolean present = find(path).isPresent();
    if (options.contains(CREATE_NEW) || (options.contains(CREATE) && !present)) {
      change(() -> tree.add(path, new FileNode(now())));
    }
    Node node = attributes(path);
    if (node.isDirectory() && options.contains(WRITE)) {
      throw new AccessDeniedException(path.toString(), null, "is a directory");
    }
    DiskChannel channel = new DiskChannel(this, path, node);
    return options.contains(TRUNCATE_EXISTING) ? channel.truncate(0) : channel;
  }

  synchronized Node attributes(DiskPath path) throws IOException {
    return tree.get(path);
  }

  synchronized List<String> names(DiskPath path) throws IOException {
    return List.copyOf(tree.directory(path).live.keySet());
  }

  void createDirectory(DiskPath path) throws IOException {
    change(() -> tree.add(path, new DirectoryNode(now())));
  }

  void link(DiskPath existing, DiskPath added) throws IOException {
    if (!links) {
      throw new UnsupportedOperationException("the disk has no hard links");
    }
    change(() -> tree.add(added, tree.get(existing)));
  }

  void rename(DiskPath from, DiskPath to) throws IOException {
    change(() -> tree.rename(from, to));
  }

  void delete(DiskPath path) throws IOException {
    change(() -> tree.remove(path));
  }

  synchronized int read(FileNode file, ByteBuffer target, long position) {
    return file.read(target, position);
  }

  int write(FileNode file, ByteBuffer source, long position) throws IOException {
    int count = source.remaining();
    change(
        () -> {
          file.write(source, position);
          file.touch(now());
        });
    return count;
  }

  void truncate(FileNode file, long size) throws IOException {
    change(() -> file.truncate(size));
  }

  void force(DiskPath path, Node node) throws IOException {
    if (ignored.test(path)) {
      return;
    }
    change(
        () -> {
          if (node instanceof FileNode file) {
            file.force();
          } else {
            tree.force((DirectoryNode) node);
          }
        });
  }

  private synchronized Optional<Node> find(DiskPath path) {
    return tree.find(path);
  }

  private FileTime now() {
    return FileTime.from(clock.instant());
  }

  private void change(Step step) throws IOException {
    listener.run();
    synchronized (this) {
      step.run();
    }
    listener.run();
  }

  /** What a call does to the disk. */
  private interface Step {
    void run() throws IOException;
  }
}
