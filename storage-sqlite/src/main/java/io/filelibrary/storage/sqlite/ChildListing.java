package io.filelibrary.storage.sqlite;

import io.filelibrary.model.SortField;
import io.filelibrary.spi.ChildQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One query of a folder's listing. Where folders come first, the listing is that of the folders and
 * then that of all others: each is in the order of an index, in both directions.
 */
final class ChildListing {
  private final ChildQuery query;
  private final String part;
  private final Optional<ChildQuery.Position> after;

  private ChildListing(ChildQuery query, String part, Optional<ChildQuery.Position> after) {
    this.query = query;
    this.part = part;
    this.after = after;
  }

  /** The queries whose rows, one after the other, are the listing. */
  static List<ChildListing> of(ChildQuery query) {
    if (!query.foldersFirst()) {
      return List.of(new ChildListing(query, "", query.after()));
    }
    boolean beyondFolders = query.after().isPresent() && !query.after().get().folder();
    ChildListing others =
        new ChildListing(
            query, " AND folder = 0", beyondFolders ? query.after() : Optional.empty());
    return beyondFolders
        ? List.of(others)
        : List.of(new ChildListing(query, " AND folder = 1", query.after()), others);
  }

  /** What follows the table's name. */
  String clauses() {
    String direction = query.descending() ? " DESC" : "";
    String beyond = query.descending() ? "<" : ">";
    boolean byName = query.sort() == SortField.NAME;
    // Without the hint SQLite takes the channel's primary key for the other sorts: it does not know
    // that a folder is a small part of its channel.
    StringBuilder sql =
        new StringBuilder(" INDEXED BY ")
            .append(byName && !query.foldersFirst() ? "item_name" : "item_child")
            .append(" WHERE channel = ? AND parent = ? AND state = 'LIVING'")
            .append(part);
    if (!query.includePending()) {
      sql.append(" AND file_status IS NOT 'PENDING'");
    }
    if (after.isPresent()) {
      sql.append(
          byName
              ? " AND name_key " + beyond + " ?"
              : " AND (" + sortColumn() + ", name_key) " + beyond + " (?, ?)");
    }
    sql.append(" ORDER BY ").append(byName ? "" : sortColumn() + direction + ", ");
    return sql.append("name_key").append(direction).append(" LIMIT ?").toString();
  }

  /** The values of the parameters. */
  Object[] values(long channel, int limit) {
    List<Object> values = new ArrayList<>();
    values.add(channel);
    values.add(Columns.id(query.parent()));
    if (after.isPresent()) {
      if (query.sort() != SortField.NAME) {
        values.add(after.get().sortValue());
      }
      values.add(after.get().nameKey());
    }
    values.add(limit);
    return values.toArray();
  }

  private String sortColumn() {
    return switch (query.sort()) {
      case NAME -> "name_key";
      case CREATED -> "created_at";
      case UPDATED -> "updated_at";
      case SIZE -> "ifnull(size, 0)";
    };
  }
}
