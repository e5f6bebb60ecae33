package io.filelibrary.testkit.model;

import io.filelibrary.model.ItemId;
import io.filelibrary.model.PendingUpload;
import io.filelibrary.model.UploadId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which item of the library stands for which of the model. */
final class Numbers {
  private final Map<Integer, ItemId> ids = new HashMap<>();
  private final Map<ItemId, Integer> numbers = new HashMap<>();
  private final List<UploadId> uploads = new ArrayList<>();
  private final List<String> bindings = new ArrayList<>();

  /** Binds an item that is new on both sides; one that is known stays as it is. */
  void bind(ItemId id, int number) {
    if (!numbers.containsKey(id) && !ids.containsKey(number)) {
      numbers.put(id, number);
      ids.put(number, id);
      bindings.add("#" + number + "=" + id);
    }
  }

  void bind(PendingUpload upload) {
    bind(upload.id());
  }

  /** Binds the upload that was begun last. */
  void bind(UploadId upload) {
    bindings.add("@" + uploads.size() + "=" + upload);
    uploads.add(upload);
  }

  /** Binds what {@link #bindings} told. */
  void bind(String binding) {
    String id = binding.substring(binding.indexOf('=') + 1);
    if (binding.startsWith("@")) {
      bind(UploadId.parse(id));
    } else {
      bind(ItemId.parse(id), Integer.parseInt(binding.substring(1, binding.indexOf('='))));
    }
  }

  /** Returns what was bound, in that order, as {@code #number=item} and {@code @number=upload}. */
  List<String> bindings() {
    return bindings;
  }

  boolean knows(UploadId upload) {
    return uploads.contains(upload);
  }

  boolean knows(ItemId id) {
    return numbers.containsKey(id);
  }

  String of(ItemId id) {
    Integer number = numbers.get(id);
    return number == null ? "#unknown" : "#" + number;
  }

  Optional<ItemId> id(Operation.ItemRef item) {
    return Optional.ofNullable(ids.get(item.number()));
  }

  Optional<UploadId> id(Operation.UploadRef upload) {
    return upload.number() < uploads.size()
        ? Optional.of(uploads.get(upload.number()))
        : Optional.empty();
  }
}
