package io.filelibrary.server;

import io.filelibrary.ChannelFiles;
import io.filelibrary.FileLibrary;
import io.filelibrary.model.ActorId;
import io.filelibrary.model.Channel;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.ChannelSpec;
import io.filelibrary.model.NamePolicy;
import io.filelibrary.model.TenantId;
import io.filelibrary.spi.StorageBackend;
import io.filelibrary.storage.sqlite.SqliteCatalog;
import io.filelibrary.storage.sqlite.SqliteCatalogMetrics;
import java.util.Locale;
import java.util.Optional;

/**
 * A library that a command works on, until the command closes it.
 *
 * @param location where it is
 * @param storage where its contents are
 * @param catalog its catalog
 * @param contents its storage
 * @param library the library, which closes catalog and storage
 */
record OpenLibrary(
    LibraryLocation location,
    StorageKind storage,
    SqliteCatalog catalog,
    StorageBackend contents,
    FileLibrary library)
    implements AutoCloseable {
  /** The tenant that the channels of the command line belong to. */
  static final TenantId TENANT = new TenantId("main");

  /** Returns the files of a channel that is there. */
  ChannelFiles files(ChannelId channel, ActorId actor) {
    if (library.findChannel(channel).isEmpty()) {
      throw new CommandFailure(
          "no channel "
              + SafeText.name(channel.value())
              + " in the library at "
              + location.shown()
              + "; create it with import, put or mkdir");
    }
    return library.channel(channel, actor);
  }

  /** Returns the files of a channel, which is created if it is missing. */
  ChannelFiles filesOfNewOrOld(ChannelId channel, ActorId actor, Optional<NamePolicy> names) {
    ChannelSpec spec =
        ChannelSpec.of(channel, TENANT).withNamePolicy(names.orElse(NamePolicy.PORTABLE));
    Channel found = library.ensureChannel(spec);
    NamePolicy policy = found.spec().namePolicy();
    if (names.isPresent() && policy != names.get()) {
      throw new CommandFailure(
          "channel "
              + SafeText.name(channel.value())
              + " was created with --names "
              + policy.name().toLowerCase(Locale.ROOT)
              + ", which cannot be changed; leave --names out, or choose another --channel");
    }
    return library.channel(channel, actor);
  }

  /** Says how often this process has made changes durable, and how many works shared that. */
  String commits() {
    SqliteCatalogMetrics metrics = catalog.metrics();
    return String.format(
        Locale.ROOT,
        "%s of %s by this process, %d of them durable, at most %d together",
        Amounts.counted(metrics.commits(), "commit"),
        Amounts.counted(metrics.committedWorks(), "change"),
        metrics.durableCommits(),
        metrics.largestBatch());
  }

  @Override
  public void close() {
    library.close();
  }
}
