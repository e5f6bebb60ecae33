package io.filelibrary.memory;

import com.google.common.collect.Iterators;
import com.google.common.collect.Streams;
import io.filelibrary.memory.InMemoryTables.ChildKey;
import io.filelibrary.model.FileStatus;
import io.filelibrary.model.ItemKind;
import io.filelibrary.model.SortField;
import io.filelibrary.spi.ChildQuery;
import io.filelibrary.spi.ChildQuery.Position;
import io.filelibrary.spi.FileRecord;
import io.filelibrary.spi.ItemRecord;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Answers a {@link ChildQuery}. A page by name costs as much as the page; by anything else, the
 * folder is sorted.
 */
final class ChildListing {
  private final InMemoryTables tables;
  private final ChildQuery query;
  private final Comparator<Position> order;

  ChildListing(InMemoryTables tables, ChildQuery query) {
    this.tables = tables;
    this.query = query;
    this.order = order(query);
  }

  List<ItemRecord> rows() {
    Stream<ItemRecord> rows = query.sort() == SortField.NAME ? byName() : bySortValue();
    return rows.filter(row -> query.includePending() || !isPending(row))
        .limit(query.limit())
        .toList();
  }

  private Stream<ItemRecord> byName() {
    Stream<ItemRecord> folders = range(ChildKey.FOLDERS);
    Stream<ItemRecord> others = range(ChildKey.OTHERS);
    return query.foldersFirst()
        ? Stream.concat(folders, others)
        : Streams.stream(
            Iterators.mergeSorted(
                List.of(folders.iterator(), others.iterator()),
                Comparator.comparing(this::position, order)));
  }

  /** The rows of one rank that come after the query's position, in the order of their names. */
  private Stream<ItemRecord> range(int rank) {
    if (query.after().isEmpty()) {
      return children(rank, Optional.empty());
    }
    Position after = query.after().get();
    int rankBefore = after.folder() ? ChildKey.FOLDERS : ChildKey.OTHERS;
    if (query.foldersFirst() && rank != rankBefore) {
      return rank > rankBefore ? children(rank, Optional.empty()) : Stream.empty();
    }
    return children(rank, Optional.of(after.nameKey()));
  }

  /** The rows of one rank that come after a name's key, in the order of their names. */
  private Stream<ItemRecord> children(int rank, Optional<String> after) {
    ChildKey first = new ChildKey(query.parent(), rank, after.orElse(""));
    ChildKey end = new ChildKey(query.parent(), rank + 1, "");
    Stream<ItemRecord> rows =
        query.descending()
            ? tables.livingChildren.descending(after.isPresent() ? first : end, false)
            : tables.livingChildren.ascending(first, after.isEmpty());
    return rows.takeWhile(row -> row.placement().parent().equals(Optional.of(query.parent())))
        .takeWhile(row -> ChildKey.rank(row) == rank);
  }

  private Stream<ItemRecord> bySortValue() {
    return Stream.of(ChildKey.FOLDERS, ChildKey.OTHERS)
        .flatMap(rank -> children(rank, Optional.empty()))
        .filter(row -> query.after().filter(after -> !isAfter(row, after)).isEmpty())
        .sorted(Comparator.comparing(this::position, order));
  }

  private boolean isAfter(ItemRecord row, Position position) {
    return order.compare(position(row), position) > 0;
  }

  private Position position(ItemRecord row) {
    return new Position(row.kind() == ItemKind.FOLDER, sortValue(row), row.nameKey());
  }

  private long sortValue(ItemRecord row) {
    return switch (query.sort()) {
      case NAME -> 0;
      case CREATED -> epochNanos(row.created().at());
      case UPDATED -> epochNanos(row.updated().at());
      case SIZE -> row.file().map(FileRecord::size).orElse(0L);
    };
  }

  private static Comparator<Position> order(ChildQuery query) {
    Comparator<Position> ascending =
        Comparator.comparingLong(Position::sortValue)
            .thenComparing(Position::nameKey, Orders.UTF_8);
    Comparator<Position> directed = query.descending() ? ascending.reversed() : ascending;
    return query.foldersFirst()
        ? Comparator.comparing((Position position) -> !position.folder()).thenComparing(directed)
        : directed;
  }

  private static boolean isPending(ItemRecord row) {
    return row.file().filter(file -> file.status() == FileStatus.PENDING).isPresent();
  }

  private static long epochNanos(Instant instant) {
    return ChronoUnit.NANOS.between(Instant.EPOCH, instant);
  }
}
