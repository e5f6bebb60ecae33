package io.filelibrary.server;

import io.filelibrary.ChannelFiles;
import io.filelibrary.error.FileLibraryException;
import io.filelibrary.model.Destination;
import io.filelibrary.model.FileItem;
import io.filelibrary.model.FolderRef;
import io.filelibrary.model.ItemName;
import io.filelibrary.model.ItemPath;
import io.filelibrary.model.UploadOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.Set;

/**
 * Takes a directory of the disk into a library: one thread walks it, several upload. What cannot be
 * taken is listed, and the rest goes on. Memory does not grow with the size of the tree.
 *
 * <p>A folder comes with the first file in it, in one transaction; one without files is created for
 * itself.
 */
final class DirectoryImport {
  private static final Set<OpenOption> READ =
      Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

  private final ChannelFiles files;
  private final ImportRules rules;
  private final Transfers transfers;

  DirectoryImport(ChannelFiles files, ImportRules rules, Transfers transfers) {
    this.files = files;
    this.rules = rules;
    this.transfers = transfers;
  }

  /** Takes all that is in the source into a folder that is there; returns when done or stopped. */
  void run(Path source, ItemPath target) {
    walk(source, ImportedFolder.top(target));
    transfers.finish();
  }

  /** Returns whether the folder will be there. */
  private boolean walk(Path directory, ImportedFolder folder) {
    boolean holdsSomething = false;
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        if (transfers.stopped()) {
          return true;
        }
        holdsSomething |= take(entry, folder);
      }
    } catch (DirectoryIteratorException e) {
      transfers.leaveOut(folder.shown(), "reading it failed: " + Reasons.of(e));
      return holdsSomething;
    } catch (IOException e) {
      transfers.leaveOut(folder.shown(), "reading it failed: " + Reasons.of(e));
      return holdsSomething;
    }
    if (!holdsSomething) {
      transfers.add(() -> create(folder));
    }
    return true;
  }

  /** Returns whether something will be there. */
  private boolean take(Path entry, ImportedFolder folder) {
    String shown = folder.shown(entry);
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      Optional<String> refusal = rules.refusal(entry, attributes, folder);
      if (refusal.isPresent()) {
        leaveOut(entry, attributes, shown, refusal.get());
        return false;
      }
      ItemName name = ItemName.of(DiskName.of(entry).orElseThrow());
      if (attributes.isDirectory()) {
        return walk(entry, folder.child(name, shown));
      }
      transfers.add(() -> upload(entry, folder, name, shown));
      return true;
    } catch (IOException e) {
      transfers.leaveOut(shown, Reasons.of(e));
      return false;
    }
  }

  private void leaveOut(Path entry, BasicFileAttributes attributes, String shown, String reason) {
    if (attributes.isDirectory()) {
      TreeMeasure kept = new TreeMeasure(entry, transfers::stopped);
      kept.run();
      transfers.leaveOut(shown, reason, kept.entries());
    } else {
      transfers.leaveOut(shown, reason);
    }
  }

  private void create(ImportedFolder folder) {
    if (!folder.claimCreation()) {
      return;
    }
    try {
      files.ensureFolder(folder.path().toString());
      folder.markPresent(transfers.tally());
    } catch (FileLibraryException e) {
      transfers.leaveOut(folder.shown(), e);
    }
  }

  private void upload(Path source, ImportedFolder folder, ItemName name, String shown) {
    try (Transfers.Transfer transfer = transfers.begin();
        SeekableByteChannel channel = Files.newByteChannel(source, READ);
        InputStream bytes = Channels.newInputStream(channel)) {
      Destination destination =
          new Destination(new FolderRef.ByPath(folder.path()), Optional.of(name));
      UploadOptions options =
          UploadOptions.DEFAULT
              .withConflict(rules.conflict())
              .withCreateParents()
              .withExpectedSize(channel.size())
              .withProgress(transfer);
      FileItem file = files.upload(destination, bytes, options);
      folder.markPresent(transfers.tally());
      transfers.tally().file(file.size());
    } catch (IOException e) {
      transfers.leaveOut(shown, Reasons.of(e));
      create(folder);
    } catch (FileLibraryException e) {
      transfers.leaveOut(shown, e);
      create(folder);
    }
  }
}
