package io.filelibrary.http.timetap;

import io.filelibrary.http.route.HttpFailure;
import io.filelibrary.model.Attributes;
import io.filelibrary.model.ContentType;
import io.filelibrary.model.CreateOptions;
import io.filelibrary.model.Destination;
import io.filelibrary.model.UploadOptions;
import io.filelibrary.model.Visibility;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The fields of an upload's form that have come so far. */
final class FormFields {
  private static final String FILE = "file";
  private static final String NAME = "uploadedFileName";
  private static final String USER = "userName";
  private static final List<String> REQUIRED = List.of(Business.ID, NAME, USER);
  private static final Set<String> KNOWN =
      Set.of(Business.ID, NAME, USER, FileType.FIELD, FolderField.NAME);

  private final Map<String, String> texts = new LinkedHashMap<>();

  /** Reads the fields up to the file, or to the end of the form. */
  Optional<FormPart> readToFile(MultipartForm form) throws IOException {
    for (Optional<FormPart> next = form.next(); next.isPresent(); next = form.next()) {
      FormPart part = next.get();
      if (part.name().equals(FILE)) {
        return next;
      }
      if (part.hasFileName()) {
        throw HttpFailure.invalid(FILE, "the form has one file, as the part of this name");
      }
      String text = part.text();
      if (KNOWN.contains(part.name()) && texts.put(part.name(), text) != null) {
        throw HttpFailure.invalid(part.name(), "the form has it once");
      }
    }
    return Optional.empty();
  }

  /** Reads the fields behind the file, to the end of the form. */
  void readToEnd(MultipartForm form) throws IOException {
    if (readToFile(form).isPresent()) {
      throw HttpFailure.invalid(FILE, "the form has one file");
    }
  }

  /** Whether nothing is missing that an upload needs to begin. */
  boolean isEnough() {
    return texts.keySet().containsAll(REQUIRED);
  }

  /** Refuses the form if a field is missing, wrong, or names another business. */
  void check(Business business) {
    for (String name : REQUIRED) {
      if (texts.getOrDefault(name, "").isEmpty()) {
        throw HttpFailure.invalid(name, "it is required, and not empty");
      }
    }
    checkKnown(business);
  }

  /** Refuses the form if a field that has come is wrong, or names another business. */
  void checkKnown(Business business) {
    Optional.ofNullable(texts.get(Business.ID)).ifPresent(business::require);
    String type = texts.getOrDefault(FileType.FIELD, "");
    if (type.equals(FileType.FOLDER) || type.equals(FileType.LINK)) {
      throw HttpFailure.invalid(
          FileType.FIELD, "it is ASSET for a public file, and FILE or nothing for a private one");
    }
  }

  /** Whether a folder is named. */
  boolean namesFolder() {
    return texts.containsKey(FolderField.NAME);
  }

  /** Private, unless the type is that of public files. */
  Visibility visibility() {
    return FileType.ASSET.equals(texts.get(FileType.FIELD))
        ? Visibility.PUBLIC
        : Visibility.PRIVATE;
  }

  /** Where the file goes. */
  Destination destination() {
    return Destination.in(
        FolderField.parse(texts.getOrDefault(FolderField.NAME, "")), texts.getOrDefault(NAME, ""));
  }

  /** How the file is uploaded; a media type that is none is not believed, but guessed. */
  UploadOptions options(Optional<ContentType> type) {
    String user = texts.getOrDefault(USER, "");
    UploadOptions options =
        UploadOptions.DEFAULT.withCreate(
            CreateOptions.DEFAULT
                .withVisibility(visibility())
                .withAttributes(
                    Attributes.of(Map.of(KeptFields.key(KeptFields.CREATED_USER), user))));
    return type.map(options::withContentType).orElse(options);
  }
}
