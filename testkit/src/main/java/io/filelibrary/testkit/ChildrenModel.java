package io.filelibrary.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.filelibrary.model.FileStatus;
import io.filelibrary.model.ItemKind;
import io.filelibrary.model.SortField;
import io.filelibrary.spi.ChildQuery;
import io.filelibrary.spi.FileRecord;
import io.filelibrary.spi.ItemRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What a listing of children ought to be, computed from the rows by the letter of the contract. */
final class ChildrenModel {
  private static final long NANOS = 1_000_000_000L;

  private ChildrenModel() {}

  /** Every combination of order and filter, for the first page of a folder. */
  static List<ChildQuery> queries(ItemRecord parent, int limit) {
    List<ChildQuery> queries = new ArrayList<>();
    for (SortField sort : SortField.values()) {
      for (int bits = 0; bits < 8; bits++) {
        queries.add(
            new ChildQuery(
                parent.id(),
                sort,
                (bits & 1) != 0,
                (bits & 2) != 0,
                (bits & 4) != 0,
                Optional.empty(),
                limit));
      }
    }
    return queries;
  }

  static ChildQuery page(ChildQuery query, Optional<ChildQuery.Position> after, int limit) {
    return new ChildQuery(
        query.parent(),
        query.sort(),
        query.descending(),
        query.foldersFirst(),
        query.includePending(),
        after,
        limit);
  }

  /** The page that a query asks for, of the living children of its folder. */
  static List<ItemRecord> expected(ChildQuery query, List<ItemRecord> children) {
    return children.stream()
        .filter(item -> query.includePending() || !isPending(item))
        .filter(item -> query.after().stream().allMatch(at -> compare(query, at, item) < 0))
        .sorted((a, b) -> compare(query, position(query, a), b))
        .limit(query.limit())
        .toList();
  }

  static ChildQuery.Position position(ChildQuery query, ItemRecord item) {
    return new ChildQuery.Position(
        item.kind() == ItemKind.FOLDER, sortValue(query.sort(), item), item.nameKey());
  }

  static int compareBytes(String a, String b) {
    return Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8));
  }

  static long nanos(Instant time) {
    return Math.addExact(
        Math.multiplyExact(time.getEpochSecond() + 1, NANOS), time.getNano() - NANOS);
  }

  private static int compare(ChildQuery query, ChildQuery.Position at, ItemRecord item) {
    ChildQuery.Position other = position(query, item);
    if (query.foldersFirst() && at.folder() != other.folder()) {
      return at.folder() ? -1 : 1;
    }
    Comparator<ChildQuery.Position> ascending =
        Comparator.comparingLong(ChildQuery.Position::sortValue)
            .thenComparing(ChildQuery.Position::nameKey, ChildrenModel::compareBytes);
    return query.descending() ? ascending.compare(other, at) : ascending.compare(at, other);
  }

  private static long sortValue(SortField sort, ItemRecord item) {
    return switch (sort) {
      case NAME -> 0;
      case CREATED -> nanos(item.created().at());
      case UPDATED -> nanos(item.updated().at());
      case SIZE -> item.file().map(FileRecord::size).orElse(0L);
    };
  }

  private static boolean isPending(ItemRecord item) {
    return item.file().stream().anyMatch(file -> file.status() == FileStatus.PENDING);
  }
}
