package io.filelibrary.storage.local;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The calls on the disk, written down, of which any can be made to fail. */
final class RecordingCalls implements FileSystemCalls {
  /** One of the calls. */
  enum Call {
    CREATE,
    WRITE,
    SYNC_FILE,
    LINK,
    RENAME,
    DELETE,
    CREATE_DIRECTORY,
    SYNC_DIRECTORY
  }

  private final FileSystemCalls disk = new DiskCalls(FileSystems.getDefault(), true);
  private final List<Call> made = Collections.synchronizedList(new ArrayList<>());
  private final List<Path> syncedDirectories = new ArrayList<>();
  private final Map<Call, IOException> failures = new ConcurrentHashMap<>();
  private final Map<Call, IOException> oneFailures = new ConcurrentHashMap<>();
  private volatile Runnable duringSync = () -> {};

  /** Returns what was called since the last time this was asked, in order. */
  List<Call> takeMade() {
    List<Call> taken = List.copyOf(made);
    made.clear();
    return taken;
  }

  /** Returns which directories were forced since the last time this was asked, in order. */
  List<Path> takeSyncedDirectories() {
    List<Path> taken = List.copyOf(syncedDirectories);
    syncedDirectories.clear();
    return taken;
  }

  /** Makes a call fail from now on. */
  void fail(Call call, IOException failure) {
    failures.put(call, failure);
  }

  /** Makes the next call of a kind fail, and those after it succeed. */
  void failOnce(Call call, IOException failure) {
    oneFailures.put(call, failure);
  }

  /** Runs something in each sync of a file. */
  void duringSync(Runnable action) {
    duringSync = action;
  }

  /** Lets all calls succeed again. */
  void mend() {
    failures.clear();
  }

  private void record(Call call) throws IOException {
    made.add(call);
    IOException once = oneFailures.remove(call);
    IOException failure = once == null ? failures.get(call) : once;
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public Output create(Path file) throws IOException {
    record(Call.CREATE);
    return new RecordingOutput(disk.create(file));
  }

  @Override
  public void link(Path existing, Path added) throws IOException {
    record(Call.LINK);
    disk.link(existing, added);
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    record(Call.RENAME);
    disk.rename(from, to);
  }

  @Override
  public void delete(Path file) throws IOException {
    record(Call.DELETE);
    disk.delete(file);
  }

  @Override
  public void createDirectory(Path directory) throws IOException {
    record(Call.CREATE_DIRECTORY);
    disk.createDirectory(directory);
  }

  @Override
  public void syncDirectory(Path directory) throws IOException {
    record(Call.SYNC_DIRECTORY);
    syncedDirectories.add(directory);
    disk.syncDirectory(directory);
  }

  private final class RecordingOutput implements Output {
    private final Output output;

    RecordingOutput(Output output) {
      this.output = output;
    }

    @Override
    public void write(byte[] bytes, int length) throws IOException {
      record(Call.WRITE);
      output.write(bytes, length);
    }

    @Override
    public void sync() throws IOException {
      duringSync.run();
      record(Call.SYNC_FILE);
      output.sync();
    }

    @Override
    public boolean reachesDisk() {
      return output.reachesDisk();
    }

    @Override
    public void close() throws IOException {
      output.close();
    }
  }
}
