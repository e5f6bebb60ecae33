package io.filelibrary.storage.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Ways to use a disk that lose data at a power cut, and at no other time. */
final class PowerCutVariants {
  private PowerCutVariants() {}

  /** Passes all calls on. */
  private static class ForwardingCalls implements FileSystemCalls {
    private final FileSystemCalls calls;

    ForwardingCalls(FileSystemCalls calls) {
      this.calls = calls;
    }

    @Override
    public Output create(Path file) throws IOException {
      return calls.create(file);
    }

    @Override
    public void link(Path existing, Path added) throws IOException {
      calls.link(existing, added);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
      calls.rename(from, to);
    }

    @Override
    public void delete(Path file) throws IOException {
      calls.delete(file);
    }

    @Override
    public void createDirectory(Path directory) throws IOException {
      calls.createDirectory(directory);
    }

    @Override
    public void syncDirectory(Path directory) throws IOException {
      calls.syncDirectory(directory);
    }
  }

  /** Forces files no sooner than a directory: all is durable in the end, in the wrong order. */
  static final class ForcesLate extends ForwardingCalls {
    private final List<Output> unforced = new ArrayList<>();

    ForcesLate(FileSystemCalls calls) {
      super(calls);
    }

    @Override
    public Output create(Path file) throws IOException {
      Output output = super.create(file);
      return new Output() {
        @Override
        public void write(byte[] bytes, int length) throws IOException {
          output.write(bytes, length);
        }

        @Override
        public void sync() {
          unforced.add(output);
        }

        @Override
        public boolean reachesDisk() {
          return output.reachesDisk();
        }

        @Override
        public void close() {
          // Stays open until it is forced.
        }
      };
    }

    @Override
    public void syncDirectory(Path directory) throws IOException {
      super.syncDirectory(directory);
      for (Output output : unforced) {
        output.sync();
      }
      unforced.clear();
    }
  }

  /** Deletes objects, and does not force their directory. */
  static final class DeletesUnforced extends ForwardingCalls {
    private boolean deleted;

    DeletesUnforced(FileSystemCalls calls) {
      super(calls);
    }

    @Override
    public void delete(Path file) throws IOException {
      super.delete(file);
      deleted = file.toString().contains("/objects/");
    }

    @Override
    public void syncDirectory(Path directory) throws IOException {
      if (!deleted) {
        super.syncDirectory(directory);
      }
    }

    @Override
    public Output create(Path file) throws IOException {
      deleted = false;
      return super.create(file);
    }
  }
}
