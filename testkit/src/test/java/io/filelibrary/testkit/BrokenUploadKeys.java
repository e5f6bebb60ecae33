package io.filelibrary.testkit;

import io.filelibrary.memory.InMemoryCatalog;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.UploadId;
import io.filelibrary.spi.BackendException;
import io.filelibrary.spi.Catalog;
import io.filelibrary.spi.CatalogReader;
import io.filelibrary.spi.CatalogWork;
import io.filelibrary.spi.CatalogWriter;
import io.filelibrary.spi.ContentKey;
import io.filelibrary.spi.Durability;
import io.filelibrary.spi.UploadRecord;
import io.filelibrary.spi.UploadState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Test classes of catalogs that each break one promise about the keys that uploads go to. */
final class BrokenUploadKeys {
  private BrokenUploadKeys() {}

  private static Catalog intact() {
    return InMemoryCatalog.create(new UUID(1, 2));
  }

  /** Finds by their keys only uploads that are open. */
  static class HidingCompleted implements CatalogContract {
    @Override
    public Catalog open() {
      return new ForwardingCatalog(intact()) {
        @Override
        protected CatalogReader reader(CatalogReader reader) {
          return new ForwardingReader(reader) {
            @Override
            public Optional<UploadRecord> uploadTo(ContentKey key) throws BackendException {
              return super.uploadTo(key).filter(upload -> upload.state() == UploadState.OPEN);
            }
          };
        }
      };
    }
  }

  /** Finds inside a write only the uploads of its channel. */
  static class OfOneChannel implements CatalogContract {
    @Override
    public Catalog open() {
      return new ForwardingCatalog(intact()) {
        @Override
        public <T> T write(
            ChannelId channel, Durability durability, CatalogWork<CatalogWriter, T> work)
            throws BackendException {
          return super.write(
              channel,
              durability,
              writer ->
                  work.run(
                      new ForwardingWriter(writer, writer) {
                        @Override
                        public Optional<UploadRecord> uploadTo(ContentKey key)
                            throws BackendException {
                          return super.uploadTo(key)
                              .filter(upload -> upload.channel().equals(channel));
                        }
                      }));
        }
      };
    }
  }

  /** A catalog whose index of keys keeps rows that are no more. */
  private static class Haunted extends ForwardingCatalog {
    private final Map<ContentKey, UploadRecord> ghosts = new ConcurrentHashMap<>();

    Haunted() {
      super(intact());
    }

    final void keep(UploadRecord upload) {
      upload.content().ifPresent(key -> ghosts.put(key, upload));
    }

    @Override
    protected final CatalogReader reader(CatalogReader reader) {
      return new ForwardingReader(reader) {
        @Override
        public Optional<UploadRecord> uploadTo(ContentKey key) throws BackendException {
          return super.uploadTo(key).or(() -> Optional.ofNullable(ghosts.get(key)));
        }
      };
    }
  }

  /** Leaves an upload under the key that it had before. */
  static class KeepingFormerKeys implements CatalogContract {
    @Override
    public Catalog open() {
      return new Haunted() {
        @Override
        protected CatalogWriter writer(CatalogWriter writer) {
          return new ForwardingWriter(writer, reader(writer)) {
            @Override
            public boolean updateUpload(UploadRecord upload, UploadState expected)
                throws BackendException {
              upload(upload.channel(), upload.id()).ifPresent(former -> keep(former));
              return super.updateUpload(upload, expected);
            }
          };
        }
      };
    }
  }

  /** Leaves an upload that is deleted under its key. */
  static class KeepingDeletedUploads implements CatalogContract {
    @Override
    public Catalog open() {
      return new Haunted() {
        @Override
        protected CatalogWriter writer(CatalogWriter writer) {
          return new ForwardingWriter(writer, reader(writer)) {
            @Override
            public boolean deleteUpload(ChannelId channel, UploadId upload)
                throws BackendException {
              upload(channel, upload).ifPresent(former -> keep(former));
              return super.deleteUpload(channel, upload);
            }
          };
        }
      };
    }
  }

  /** Leaves an upload that goes with its file under its key. */
  static class KeepingUploadsOfDeletedFiles implements CatalogContract {
    @Override
    public Catalog open() {
      return new Haunted() {
        @Override
        protected CatalogWriter writer(CatalogWriter writer) {
          return new ForwardingWriter(writer, reader(writer)) {
            @Override
            public boolean deleteItem(ChannelId channel, ItemId item) throws BackendException {
              uploadOf(channel, item).ifPresent(former -> keep(former));
              return super.deleteItem(channel, item);
            }
          };
        }
      };
    }
  }

  /** Leaves under their keys the uploads that a work inserted before it threw. */
  static class KeepingWhatWasRolledBack implements CatalogContract {
    @Override
    public Catalog open() {
      return new Haunted() {
        @Override
        public <T> T write(
            ChannelId channel, Durability durability, CatalogWork<CatalogWriter, T> work)
            throws BackendException {
          List<UploadRecord> inserted = new ArrayList<>();
          try {
            return super.write(
                channel, durability, writer -> work.run(recording(writer, inserted)));
          } catch (IllegalStateException e) {
            inserted.forEach(this::keep);
            throw e;
          }
        }

        private static CatalogWriter recording(CatalogWriter writer, List<UploadRecord> inserted) {
          return new ForwardingWriter(writer, writer) {
            @Override
            public void insertUpload(UploadRecord upload) throws BackendException {
              super.insertUpload(upload);
              inserted.add(upload);
            }
          };
        }
      };
    }
  }

  /** Finds inside a write no keys that it has changed itself. */
  static class BlindToOwnChanges implements CatalogContract {
    @Override
    public Catalog open() {
      return new ForwardingCatalog(intact()) {
        @Override
        protected CatalogWriter writer(CatalogWriter writer) {
          Set<ContentKey> changed = new HashSet<>();
          return new ForwardingWriter(writer, writer) {
            @Override
            public void insertUpload(UploadRecord upload) throws BackendException {
              super.insertUpload(upload);
              upload.content().ifPresent(changed::add);
            }

            @Override
            public boolean updateUpload(UploadRecord upload, UploadState expected)
                throws BackendException {
              upload.content().ifPresent(changed::add);
              return super.updateUpload(upload, expected);
            }

            @Override
            public Optional<UploadRecord> uploadTo(ContentKey key) throws BackendException {
              return changed.contains(key) ? Optional.empty() : super.uploadTo(key);
            }
          };
        }
      };
    }
  }

  /** Stores an upload without its key if another one has that. */
  static class DroppingTakenKeys implements CatalogContract {
    @Override
    public Catalog open() {
      return new ForwardingCatalog(intact()) {
        @Override
        protected CatalogWriter writer(CatalogWriter writer) {
          return new ForwardingWriter(writer, writer) {
            @Override
            public void insertUpload(UploadRecord upload) throws BackendException {
              super.insertUpload(isTaken(upload) ? withoutKey(upload) : upload);
            }

            @Override
            public boolean updateUpload(UploadRecord upload, UploadState expected)
                throws BackendException {
              return super.updateUpload(isTaken(upload) ? withoutKey(upload) : upload, expected);
            }

            private boolean isTaken(UploadRecord upload) throws BackendException {
              return upload.content().isPresent()
                  && uploadTo(upload.content().get())
                      .filter(other -> !other.id().equals(upload.id()))
                      .isPresent();
            }
          };
        }

        private static UploadRecord withoutKey(UploadRecord upload) {
          return new UploadRecord(
              upload.id(),
              upload.channel(),
              upload.item(),
              upload.state(),
              Optional.empty(),
              Optional.empty(),
              upload.expectedSize(),
              upload.expectedSha256(),
              upload.maxSize(),
              upload.conflict(),
              upload.expiresAt());
        }
      };
    }
  }

  /** Stores no more than 255 characters of the id of an upload in parts. */
  static class CuttingParts implements CatalogContract {
    @Override
    public Catalog open() {
      return new ForwardingCatalog(intact()) {
        @Override
        protected CatalogWriter writer(CatalogWriter writer) {
          return new ForwardingWriter(writer, writer) {
            @Override
            public void insertUpload(UploadRecord upload) throws BackendException {
              super.insertUpload(
                  upload
                      .parts()
                      .map(id -> upload.withParts(id.substring(0, Math.min(255, id.length()))))
                      .orElse(upload));
            }
          };
        }
      };
    }
  }
}
