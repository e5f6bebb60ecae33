package io.filelibrary.http.copilot;

import io.filelibrary.http.route.HttpFailure;
import io.filelibrary.model.Attributes;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The attributes of an item or a channel: the host's own, and one that this dialect keeps among
 * them, which requests neither see nor name as an attribute.
 */
final class ItemAttributes {
  /** The property of requests and answers. */
  static final String FIELD = "attributes";

  private ItemAttributes() {}

  /** Returns the host's own pairs. */
  static SortedMap<String, String> own(Attributes attributes) {
    SortedMap<String, String> own = new TreeMap<>(attributes.values());
    own.remove(CopilotEndpoints.CLIENT_PERMISSIONS);
    return own;
  }

  /** Returns what clients are allowed in a folder with these attributes. */
  static ClientPermissions permissions(Attributes attributes) {
    return attributes
        .get(CopilotEndpoints.CLIENT_PERMISSIONS)
        .flatMap(ClientPermissions::find)
        .orElse(ClientPermissions.READ_WRITE);
  }

  /** Returns a copy with other permissions. */
  static Attributes with(Attributes attributes, ClientPermissions permissions) {
    SortedMap<String, String> changed = new TreeMap<>(attributes.values());
    changed.put(CopilotEndpoints.CLIENT_PERMISSIONS, permissions.word());
    return Attributes.of(changed);
  }

  /** Returns a copy with what a request names: texts are set, what is empty is removed. */
  static Attributes merged(Attributes attributes, Map<String, Optional<String>> request) {
    if (request.containsKey(CopilotEndpoints.CLIENT_PERMISSIONS)) {
      throw HttpFailure.invalid(
          FIELD,
          CopilotEndpoints.CLIENT_PERMISSIONS
              + " is changed by PUT /v1/files/{id}/permissions/ alone");
    }
    SortedMap<String, String> changed = new TreeMap<>(attributes.values());
    request.forEach(
        (key, value) ->
            value.ifPresentOrElse(text -> changed.put(key, text), () -> changed.remove(key)));
    return Attributes.of(changed);
  }
}
