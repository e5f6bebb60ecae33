package io.filelibrary.benchmarks.suite.catalog;

import com.google.common.hash.Hashing;
import io.filelibrary.benchmarks.harness.Noise;
import io.filelibrary.model.ItemId;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Writes the rows of items as the library does, by the templates of a folder and of a file in it.
 */
final class GeneratedRows implements AutoCloseable {
  private final Connection connection;
  private final RowTemplate folderItem;
  private final RowTemplate fileItem;
  private final RowTemplate content;
  private final RowTemplate bytes;
  private final RowTemplate folderChange;
  private final RowTemplate fileChange;
  private final ItemId top;
  private final byte[] idOfTop;
  private final SplittableRandom random = new SplittableRandom();
  private final long startMillis = Instant.now().minus(Duration.ofDays(1)).toEpochMilli();
  private final MessageDigest digest = sha256();
  private long written;
  private long writtenBytes;
  private long sequence;
  private long lastBytes;

  GeneratedRows(Connection connection, ItemId folder, ItemId file) throws SQLException {
    this.connection = connection;
    this.top = folder;
    this.idOfTop = bytes(folder.value());
    byte[] idOfFile = bytes(file.value());
    String key = keyOf(idOfFile);
    this.folderItem = new RowTemplate(connection, "item", "id = ?", idOfTop);
    this.fileItem = new RowTemplate(connection, "item", "id = ?", idOfFile);
    this.content = new RowTemplate(connection, "content", "key = ?", key);
    this.bytes =
        new RowTemplate(
            connection, "inline_bytes", "number = (SELECT bytes FROM content WHERE key = ?)", key);
    this.folderChange = new RowTemplate(connection, "change", "item = ?", idOfTop);
    this.fileChange = new RowTemplate(connection, "change", "item = ?", idOfFile);
    this.sequence = number("SELECT last_change FROM channel");
    this.lastBytes = number("SELECT max(number) FROM inline_bytes");
  }

  /** The folder that is the template. */
  ItemId top() {
    return top;
  }

  /** How many items were written. */
  long written() {
    return written;
  }

  ItemId folder(ItemId parent, String name) throws SQLException {
    return item(folderItem, folderChange, parent, name);
  }

  ItemId file(ItemId parent, String name, int size) throws SQLException {
    byte[] noise = Noise.bytes(written, size);
    byte[] hash = digest.digest(noise);
    String key = newKey();
    lastBytes++;
    bytes.with("number", lastBytes).with("bytes", noise).insert();
    content.with("key", key).with("size", size).with("sha256", hash).with("bytes", lastBytes);
    content.with("crc32c", Hashing.crc32c().hashBytes(noise).asInt()).insert();
    fileItem.with("content", key).with("size", size).with("sha256", hash);
    writtenBytes += size;
    return item(fileItem, fileChange, parent, name);
  }

  /** Makes the counters of the channel those of what it has now. */
  void writeCounters() throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE channel SET used_items = used_items + ?, used_bytes = used_bytes + ?,"
                + " last_change = ?")) {
      update.setLong(1, written);
      update.setLong(2, writtenBytes);
      update.setLong(3, sequence);
      update.executeUpdate();
    }
  }

  private ItemId item(RowTemplate item, RowTemplate change, ItemId parent, String name)
      throws SQLException {
    UUID id = newId();
    byte[] parentId = parent.equals(top) ? idOfTop : bytes(parent.value());
    item.with("id", bytes(id)).with("parent", parentId);
    item.with("name", name).with("name_key", name).insert();
    sequence++;
    change.with("sequence", sequence).with("item", bytes(id)).with("parent", parentId);
    change.with("name", name).insert();
    written++;
    return new ItemId(id);
  }

  /** Ids grow as those do that are made in the course of time, and are older than later ones. */
  private UUID newId() {
    long high = (startMillis + written / 8) << 16 | 0x7000 | (written % 8) << 9;
    return new UUID(high, random.nextLong() >>> 2 | 0x8000_0000_0000_0000L);
  }

  private String newKey() {
    HexFormat hex = HexFormat.of();
    return "private/" + hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
  }

  private String keyOf(byte[] file) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT content FROM item WHERE id = ?")) {
      select.setBytes(1, file);
      try (ResultSet row = select.executeQuery()) {
        return row.getString(1);
      }
    }
  }

  private long number(String sql) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql);
        ResultSet row = select.executeQuery()) {
      return row.getLong(1);
    }
  }

  /** The form in which columns hold an id. */
  static byte[] bytes(UUID id) {
    return ByteBuffer.allocate(Long.BYTES * 2)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public void close() throws SQLException {
    try (folderItem;
        fileItem;
        content;
        bytes;
        folderChange;
        fileChange) {
      // The connection is its opener's.
    }
  }
}
