package io.filelibrary.testkit.model;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Takes records apart and puts them together, for their text and for making them simpler. */
final class Parts {
  private Parts() {}

  static List<Object> values(Record parts) {
    try {
      List<Object> values = new ArrayList<>();
      for (RecordComponent component : parts.getClass().getRecordComponents()) {
        values.add(component.getAccessor().invoke(parts));
      }
      return values;
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("records of this package can be read", e);
    }
  }

  static Record create(Class<?> type, List<Object> values) {
    try {
      Class<?>[] types =
          Arrays.stream(type.getRecordComponents())
              .map(RecordComponent::getType)
              .toArray(Class<?>[]::new);
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      return (Record) constructor.newInstance(values.toArray());
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("records of this package can be created", e);
    }
  }

  /** Returns the simplest value of a type of component, or empty where there is no choice. */
  static Optional<Object> simplest(Class<?> type) {
    if (type == int.class) {
      return Optional.of(0);
    }
    if (type == boolean.class) {
      return Optional.of(false);
    }
    if (type == String.class) {
      return Optional.of("");
    }
    if (type.isEnum()) {
      return Optional.of(type.getEnumConstants()[0]);
    }
    if (!type.isRecord()) {
      return Optional.empty();
    }
    if (type == Operation.ItemRef.class || type == Operation.UploadRef.class) {
      return Optional.empty();
    }
    List<Object> values = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      Optional<Object> value = simplest(component.getType());
      if (value.isEmpty()) {
        return Optional.empty();
      }
      values.add(value.get());
    }
    return Optional.of(create(type, values));
  }

  /** Replaces the leaves of a record, and of the records in it. */
  static Object mapped(Object value, UnaryOperator<Object> change) {
    Object changed = change.apply(value);
    if (!changed.equals(value) || !(value instanceof Record parts)) {
      return changed;
    }
    return create(
        value.getClass(), values(parts).stream().map(part -> mapped(part, change)).toList());
  }

  /** Returns the record with each one of its parts made simpler, in depth. */
  static List<Record> simpler(Record parts) {
    List<Object> values = values(parts);
    RecordComponent[] components = parts.getClass().getRecordComponents();
    List<Record> all = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      for (Object other : simplerValues(values.get(i), components[i].getType())) {
        List<Object> changed = new ArrayList<>(values);
        changed.set(i, other);
        all.add(create(parts.getClass(), changed));
      }
    }
    return all;
  }

  private static List<Object> simplerValues(Object value, Class<?> type) {
    List<Object> others = new ArrayList<>();
    simplest(type).filter(simplest -> !simplest.equals(value)).ifPresent(others::add);
    if (value instanceof Integer number && Math.abs(number) > 1) {
      others.add(1);
      others.add(number / 2);
      others.add(number - Integer.signum(number));
    }
    if (value instanceof Operation.In in) {
      others.add(new Operation.At(in.name()));
    }
    if (value instanceof Operation.At at && at.path().contains("/")) {
      others.add(new Operation.At(at.path().substring(at.path().indexOf('/') + 1)));
      others.add(new Operation.At(at.path().substring(0, at.path().lastIndexOf('/'))));
    }
    if (value instanceof Operation.ById) {
      others.add(new Operation.ByPath(""));
    }
    if (value instanceof Record nested
        && !(value instanceof Operation.ItemRef)
        && !(value instanceof Operation.UploadRef)) {
      others.addAll(simpler(nested));
    }
    return others;
  }
}
