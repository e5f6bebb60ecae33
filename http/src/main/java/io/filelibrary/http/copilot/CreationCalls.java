package io.filelibrary.http.copilot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.filelibrary.ChannelFiles;
import io.filelibrary.http.route.Exchange;
import io.filelibrary.http.route.JsonFields;
import io.filelibrary.model.Attributes;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.ContentType;
import io.filelibrary.model.CreateOptions;
import io.filelibrary.model.Destination;
import io.filelibrary.model.Item;
import io.filelibrary.model.ItemKind;
import io.filelibrary.model.LinkUrl;
import io.filelibrary.model.PendingUpload;
import io.filelibrary.model.Sha256;
import io.filelibrary.model.UploadOptions;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Answers {@code POST /v1/files/{fileType}}. Beside the API's own properties a body may have {@code
 * visibility} and {@code attributes}, and that of a file {@code size}, {@code sha256} and {@code
 * contentType}, to which the bytes that come are then held.
 */
final class CreationCalls {
  private final ItemAnswer answers;

  CreationCalls(ItemAnswer answers) {
    this.answers = answers;
  }

  void create(Exchange exchange) throws IOException {
    ItemKind kind = Words.parse(ItemKind.values(), "fileType", exchange.path("fileType"));
    JsonFields body = JsonFields.of(exchange.json());
    Destination destination = Destination.at(body.requiredText("path"));
    ChannelId channel = ChannelId.of(body.requiredText("channelId"));
    CreateOptions options = options(kind, body);
    ChannelFiles files = exchange.library().files(channel);
    switch (kind) {
      case FILE -> file(exchange, files, destination, upload(body, options));
      case FOLDER -> answer(exchange, files, files.createFolder(destination, options));
      case LINK -> {
        LinkUrl url = LinkUrl.of(body.requiredText("linkUrl"));
        answer(exchange, files, files.createLink(destination, url, options));
      }
    }
  }

  private void file(
      Exchange exchange, ChannelFiles files, Destination destination, UploadOptions options)
      throws IOException {
    PendingUpload upload = files.uploads().begin(destination, options);
    answer(exchange, upload.file(), answers.of(exchange, files, upload));
  }

  private void answer(Exchange exchange, ChannelFiles files, Item item) throws IOException {
    answer(exchange, item, answers.of(exchange, files, item));
  }

  private static void answer(Exchange exchange, Item item, ObjectNode body) throws IOException {
    exchange.response().setHeader("ETag", EntityTag.of(item));
    exchange.answer(200, body);
  }

  private static CreateOptions options(ItemKind kind, JsonFields body) {
    CreateOptions options = CreateOptions.DEFAULT;
    Optional<String> visibility = body.text("visibility");
    if (visibility.isPresent()) {
      options = options.withVisibility(Words.visibility(visibility.get()));
    }
    Attributes attributes =
        body.textPairs(ItemAttributes.FIELD)
            .map(pairs -> ItemAttributes.merged(Attributes.NONE, pairs))
            .orElse(Attributes.NONE);
    Optional<String> permissions =
        kind == ItemKind.FOLDER ? body.text(ClientPermissions.FIELD) : Optional.empty();
    return options.withAttributes(
        permissions
            .map(text -> ItemAttributes.with(attributes, ClientPermissions.parse(text)))
            .orElse(attributes));
  }

  private static UploadOptions upload(JsonFields body, CreateOptions create) {
    // Clients of this API send no header but the type and the length of the bytes.
    UploadOptions options = UploadOptions.DEFAULT.withCreate(create).withPlainPut();
    OptionalLong size = body.wholeNumber("size");
    if (size.isPresent()) {
      options = options.withExpectedSize(size.getAsLong());
    }
    Optional<String> sha256 = body.text("sha256");
    if (sha256.isPresent()) {
      options = options.withExpectedSha256(Sha256.of(sha256.get()));
    }
    Optional<String> contentType = body.text("contentType");
    return contentType.isPresent()
        ? options.withContentType(ContentType.of(contentType.get()))
        : options;
  }
}
