package io.filelibrary.memory;

import com.google.common.collect.Streams;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A sorted map that never changes: to add or remove an entry is to get another map, which shares
 * all but the path to the entry with this one. So a snapshot costs nothing, and a change the
 * logarithm of the size. It is an AVL tree: the heights of two siblings differ by 1 at most.
 */
final class PersistentMap<K, V> {
  private final Comparator<? super K> order;
  private final @Nullable Node<K, V> root;

  private PersistentMap(Comparator<? super K> order, @Nullable Node<K, V> root) {
    this.order = order;
    this.root = root;
  }

  static <K, V> PersistentMap<K, V> empty(Comparator<? super K> order) {
    return new PersistentMap<>(order, null);
  }

  Optional<V> get(K key) {
    Node<K, V> node = root;
    while (node != null) {
      int side = order.compare(key, node.key());
      if (side == 0) {
        return Optional.of(node.value());
      }
      node = side < 0 ? node.left() : node.right();
    }
    return Optional.empty();
  }

  boolean containsKey(K key) {
    return get(key).isPresent();
  }

  /** This map with a value in the place of the key's former one, if it had any. */
  PersistentMap<K, V> with(K key, V value) {
    return new PersistentMap<>(order, with(root, key, value));
  }

  /** This map without a key, which it need not have. */
  PersistentMap<K, V> without(K key) {
    return new PersistentMap<>(order, without(root, key));
  }

  /** All values, ascending by their keys. */
  Stream<V> values() {
    return Streams.stream(new Values<>(everything(), false));
  }

  /** The values of the keys from a bound on, ascending by their keys. */
  Stream<V> ascending(K from, boolean inclusive) {
    return Streams.stream(new Values<>(path(from, inclusive, false), false));
  }

  /** The values of the keys from a bound down, descending by their keys. */
  Stream<V> descending(K from, boolean inclusive) {
    return Streams.stream(new Values<>(path(from, inclusive, true), true));
  }

  private @Nullable Node<K, V> with(@Nullable Node<K, V> node, K key, V value) {
    if (node == null) {
      return Node.of(null, key, value, null);
    }
    int side = order.compare(key, node.key());
    if (side == 0) {
      return Node.of(node.left(), key, value, node.right());
    }
    return side < 0
        ? node.withChildren(with(node.left(), key, value), node.right())
        : node.withChildren(node.left(), with(node.right(), key, value));
  }

  private @Nullable Node<K, V> without(@Nullable Node<K, V> node, K key) {
    if (node == null) {
      return null;
    }
    int side = order.compare(key, node.key());
    if (side != 0) {
      return side < 0
          ? node.withChildren(without(node.left(), key), node.right())
          : node.withChildren(node.left(), without(node.right(), key));
    }
    if (node.right() == null) {
      return node.left();
    }
    Node<K, V> next = node.right().first();
    return next.withChildren(node.left(), without(node.right(), next.key()));
  }

  /** The nodes that come next, each after all that its nearer child leads to. */
  private Deque<Node<K, V>> path(K from, boolean inclusive, boolean descending) {
    Deque<Node<K, V>> path = new ArrayDeque<>();
    Node<K, V> node = root;
    while (node != null) {
      int side = order.compare(node.key(), from);
      boolean wanted = side == 0 ? inclusive : (side < 0) == descending;
      if (wanted) {
        path.push(node);
      }
      node = wanted ? node.nearer(descending) : node.farther(descending);
    }
    return path;
  }

  private Deque<Node<K, V>> everything() {
    Deque<Node<K, V>> path = new ArrayDeque<>();
    for (Node<K, V> node = root; node != null; node = node.left()) {
      path.push(node);
    }
    return path;
  }

  private static final class Values<K, V> implements Iterator<V> {
    private final Deque<Node<K, V>> path;
    private final boolean descending;

    Values(Deque<Node<K, V>> path, boolean descending) {
      this.path = path;
      this.descending = descending;
    }

    @Override
    public boolean hasNext() {
      return !path.isEmpty();
    }

    @Override
    public V next() {
      if (path.isEmpty()) {
        throw new NoSuchElementException();
      }
      Node<K, V> current = path.pop();
      Node<K, V> node = current.farther(descending);
      while (node != null) {
        path.push(node);
        node = node.nearer(descending);
      }
      return current.value();
    }
  }

  private record Node<K, V>(
      @Nullable Node<K, V> left, K key, V value, @Nullable Node<K, V> right, int height) {

    static <K, V> Node<K, V> of(
        @Nullable Node<K, V> left, K key, V value, @Nullable Node<K, V> right) {
      return new Node<>(left, key, value, right, 1 + Math.max(height(left), height(right)));
    }

    /** This entry above other children, whose heights differ by 2 at most; balanced. */
    Node<K, V> withChildren(@Nullable Node<K, V> newLeft, @Nullable Node<K, V> newRight) {
      int lean = height(newLeft) - height(newRight);
      if (lean > 1) {
        return leaningLeft(Objects.requireNonNull(newLeft), newRight);
      }
      if (lean < -1) {
        return leaningRight(newLeft, Objects.requireNonNull(newRight));
      }
      return of(newLeft, key, value, newRight);
    }

    Node<K, V> first() {
      Node<K, V> first = this;
      while (first.left() != null) {
        first = first.left();
      }
      return first;
    }

    @Nullable Node<K, V> nearer(boolean descending) {
      return descending ? right : left;
    }

    @Nullable Node<K, V> farther(boolean descending) {
      return descending ? left : right;
    }

    private Node<K, V> leaningLeft(Node<K, V> child, @Nullable Node<K, V> other) {
      if (height(child.left()) >= height(child.right())) {
        return child.over(child.left(), of(child.right(), key, value, other));
      }
      Node<K, V> top = Objects.requireNonNull(child.right());
      return top.over(child.over(child.left(), top.left()), of(top.right(), key, value, other));
    }

    private Node<K, V> leaningRight(@Nullable Node<K, V> other, Node<K, V> child) {
      if (height(child.right()) >= height(child.left())) {
        return child.over(of(other, key, value, child.left()), child.right());
      }
      Node<K, V> top = Objects.requireNonNull(child.left());
      return top.over(of(other, key, value, top.left()), child.over(top.right(), child.right()));
    }

    private Node<K, V> over(@Nullable Node<K, V> newLeft, @Nullable Node<K, V> newRight) {
      return of(newLeft, key, value, newRight);
    }

    private static int height(@Nullable Node<?, ?> node) {
      return node == null ? 0 : node.height();
    }
  }
}
