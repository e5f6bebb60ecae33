package io.filelibrary.e2e;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.filelibrary.ChannelFiles;
import io.filelibrary.e2e.InputPlace.Use;
import io.filelibrary.model.ByteRange;
import io.filelibrary.model.ContentType;
import io.filelibrary.model.Destination;
import io.filelibrary.model.FileItem;
import io.filelibrary.model.Item;
import io.filelibrary.model.ItemChanges;
import io.filelibrary.model.PendingUpload;
import io.filelibrary.model.Sha256;
import io.filelibrary.model.UploadId;
import io.filelibrary.model.UploadOptions;
import io.filelibrary.testkit.InputCorpus;
import io.filelibrary.testkit.InputSetting;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** Uses of sizes, ranges, hashes, media types and ids of uploads. */
final class FileUses {
  private static final byte[] HELLO = "hello".getBytes(US_ASCII);

  private final InputPlace place;
  private final ChannelFiles files;
  private final String text;

  FileUses(InputPlace place) {
    this.place = place;
    this.files = place.files();
    this.text = place.text();
  }

  Map<String, Use> sizes() {
    long size = Long.parseLong(text);
    byte[] bytes = new byte[size >= 0 && size <= InputCorpus.LARGEST_FILE ? (int) size : 0];
    return uploads(
        () -> UploadOptions.DEFAULT.withExpectedSize(size),
        bytes,
        item -> Long.toString(((FileItem) item).size()));
  }

  Map<String, Use> hashes() {
    return uploads(
        () -> UploadOptions.DEFAULT.withExpectedSha256(Sha256.of(text)),
        HELLO,
        item -> ((FileItem) item).sha256().orElseThrow().hex());
  }

  Map<String, Use> contentTypes() {
    boolean folder = place.input().setting() == InputSetting.ON_FOLDER;
    Item former = folder ? files.createFolder("former") : files.upload("former", HELLO);
    Function<Item, String> type = item -> ((FileItem) item).contentType().value();
    Map<String, Use> uses = new HashMap<>();
    uses.put(
        "update",
        () -> {
          ItemChanges changes = ItemChanges.NONE.withContentType(ContentType.of(text));
          return place.trace(files.update(former.id(), changes), "former", type);
        });
    if (!folder) {
      uses.putAll(
          uploads(() -> UploadOptions.DEFAULT.withContentType(ContentType.of(text)), HELLO, type));
    }
    return uses;
  }

  Map<String, Use> ranges() {
    Item digits = files.upload("digits", "0123456789".getBytes(US_ASCII));
    String[] numbers = text.split("\\+", -1);
    return Map.of(
        "open",
        () -> {
          long offset = Long.parseLong(numbers[0]);
          ByteRange range =
              numbers[1].isEmpty()
                  ? ByteRange.from(offset)
                  : ByteRange.of(offset, Long.parseLong(numbers[1]));
          return library -> {
            try (InputStream bytes = place.filesIn(library).open(digits.id(), range)) {
              return new String(bytes.readAllBytes(), US_ASCII);
            }
          };
        });
  }

  Map<String, Use> uploadIds() {
    return Map.of(
        "receive",
        () -> {
          files.uploads().receive(UploadId.parse(text), new ByteArrayInputStream(HELLO));
          return library -> "received";
        },
        "complete",
        () -> {
          files.uploads().complete(UploadId.parse(text));
          return library -> "completed";
        },
        "abort",
        () -> {
          files.uploads().abort(UploadId.parse(text));
          return library -> "aborted";
        });
  }

  private Map<String, Use> uploads(
      Supplier<UploadOptions> options, byte[] bytes, Function<Item, String> value) {
    return Map.of(
        "upload",
        () -> {
          Destination at = Destination.at("one");
          InputStream source = new ByteArrayInputStream(bytes);
          return place.trace(files.upload(at, source, options.get()), "one", value);
        },
        "upload in two steps",
        () -> {
          PendingUpload upload = files.uploads().begin(Destination.at("two"), options.get());
          place.remember();
          files.uploads().receive(upload.id(), new ByteArrayInputStream(bytes));
          return place.trace(files.uploads().complete(upload.id()), "two", value);
        });
  }
}
