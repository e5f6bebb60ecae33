package io.filelibrary.testkit.model;

import io.filelibrary.model.Change;
import io.filelibrary.model.Channel;
import io.filelibrary.model.CollectionReport;
import io.filelibrary.model.FileItem;
import io.filelibrary.model.FileStatus;
import io.filelibrary.model.Item;
import io.filelibrary.model.ItemId;
import io.filelibrary.model.LinkItem;
import io.filelibrary.model.Sha256;
import io.filelibrary.model.Visibility;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/** Says what can be observed, in one line each, the same for the library and for the model. */
final class Words {
  private static final int MOST_BYTES_TOLD = 100;

  private Words() {}

  static String item(Node node) {
    return item(
        "#" + node.number,
        parent(node),
        node.path(),
        node.name,
        node.created,
        node.updated,
        node.revision,
        node.deletedAt,
        node.visibility,
        node.attributes,
        detail(node));
  }

  static String item(Item item, Numbers numbers) {
    return item(
        numbers.of(item.id()),
        item.parent().map(numbers::of).orElse("root"),
        item.path().toString(),
        item.name().value(),
        item.createdAt(),
        item.updatedAt(),
        item.revision(),
        item.deletedAt(),
        item.visibility(),
        item.attributes().values(),
        detail(item));
  }

  private static String item(
      String number,
      String parent,
      String path,
      String name,
      Instant created,
      Instant updated,
      long revision,
      Optional<Instant> deletedAt,
      Visibility visibility,
      SortedMap<String, String> attributes,
      String detail) {
    return number
        + " "
        + detail
        + " \""
        + path
        + "\" (\""
        + name
        + "\" in "
        + parent
        + ") revision "
        + revision
        + " "
        + visibility
        + " "
        + attributes
        + " created "
        + created
        + " updated "
        + updated
        + deletedAt.map(at -> " trashed " + at).orElse("");
  }

  static String parent(Node node) {
    return node.parent
        .filter(parent -> !parent.isRoot())
        .map(parent -> "#" + parent.number)
        .orElse("root");
  }

  private static String detail(Node node) {
    return switch (node.kind) {
      case FOLDER -> "folder";
      case LINK -> "link to " + node.url;
      case FILE ->
          file(
              node.isPending() ? FileStatus.PENDING : FileStatus.COMPLETED,
              node.size,
              node.type,
              node.content.map(Content::sha256),
              node.isPending() ? 0 : 1);
    };
  }

  private static String detail(Item item) {
    if (item instanceof LinkItem link) {
      return "link to " + link.linkUrl();
    }
    if (item instanceof FileItem file) {
      return file(
          file.status(), file.size(), file.contentType().value(), file.sha256(), file.version());
    }
    return "folder";
  }

  private static String file(
      FileStatus status, long size, String type, Optional<Sha256> hash, int version) {
    return status
        + " file of "
        + size
        + " bytes "
        + hash.map(sha -> sha.toString().substring(0, 8)).orElse("without hash")
        + " "
        + type
        + " version "
        + version;
  }

  static String change(Change change, Numbers numbers) {
    SortedMap<String, String> previous = new TreeMap<>(change.previous());
    previous.computeIfPresent(
        "parent", (key, id) -> id.isEmpty() ? "root" : numbers.of(ItemId.parse(id)));
    return change(
        change.action().toString(),
        numbers.of(change.item()),
        change.parent().map(numbers::of).orElse("root"),
        change.name().value(),
        change.revision(),
        change.stamp().at(),
        previous);
  }

  static String change(
      String action,
      String number,
      String parent,
      String name,
      long revision,
      Instant at,
      Map<String, String> previous) {
    return action
        + " "
        + number
        + " \""
        + name
        + "\" in "
        + parent
        + " revision "
        + revision
        + " at "
        + at
        + " before "
        + previous;
  }

  /** Says what bytes are: each of few, the number and the hash of many. */
  static String bytes(byte[] bytes) {
    return bytes.length <= MOST_BYTES_TOLD
        ? Arrays.toString(bytes)
        : bytes.length + " bytes, " + Content.sha256(bytes);
  }

  static String channel(Channel channel) {
    return channel(
        channel.id().value(),
        channel.spec().caseSensitive(),
        channel.spec().quotaBytes(),
        channel.usage().items(),
        channel.usage().bytes());
  }

  static String channel(
      String id, boolean caseSensitive, OptionalLong quota, long items, long bytes) {
    return "channel "
        + id
        + (caseSensitive ? " by case" : " by any case")
        + " quota "
        + quota
        + " holds "
        + items
        + " items, "
        + bytes
        + " bytes";
  }

  /** Says what the collector reports but for contents, whose time depends on when they were put. */
  static String report(CollectionReport report) {
    return report(report.expiredUploads(), report.expiredTrash(), report.reclaimedItems())
        + (report.undeletedContents() > 0 ? ", undeleted " + report.undeletedContents() : "");
  }

  static String report(long uploads, long trash, long items) {
    return "expired uploads " + uploads + ", expired trash " + trash + ", reclaimed " + items;
  }
}
