package io.filelibrary.http.copilot;

import io.filelibrary.ChannelFiles;
import io.filelibrary.error.ItemNotFound;
import io.filelibrary.error.NotAFolder;
import io.filelibrary.http.access.TenantLibrary;
import io.filelibrary.http.route.Exchange;
import io.filelibrary.http.route.JsonFields;
import io.filelibrary.model.Channel;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.FolderItem;
import io.filelibrary.model.Item;
import io.filelibrary.model.ItemChanges;
import io.filelibrary.model.ItemId;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Answers {@code PUT /v1/files/{id}/permissions/}: keeps what the clients of a channel are to be
 * allowed in a folder. Nothing here enforces it; see {@link CopilotEndpoints#CLIENT_PERMISSIONS}.
 */
final class PermissionCalls {
  private final ItemAnswer answers;

  PermissionCalls(ItemAnswer answers) {
    this.answers = answers;
  }

  void put(Exchange exchange) throws IOException {
    JsonFields body = JsonFields.of(exchange.json());
    ClientPermissions permissions =
        ClientPermissions.parse(body.requiredText(ClientPermissions.FIELD));
    if (exchange.path("id").equals(ItemAnswer.ROOT)) {
      ChannelId channel = ChannelId.of(body.requiredText("channelId"));
      exchange.answer(200, answers.ofRoot(putRoot(exchange.library(), channel, permissions)));
      return;
    }
    ItemId id = ItemId.parse(exchange.path("id"));
    Optional<ChannelId> channel = body.text("channelId").map(ChannelId::of);
    OptionalLong expected = EntityTag.expected(exchange);
    ChannelFiles files = exchange.library().filesWith(id);
    Item item = files.get(id);
    if (channel.isPresent() && !channel.get().equals(item.channel())) {
      throw new ItemNotFound(id.toString());
    }
    if (!(item instanceof FolderItem)) {
      throw new NotAFolder(id.toString());
    }
    Item changed =
        AttributeEdit.make(
            files,
            id,
            ItemChanges.NONE,
            expected,
            former -> ItemAttributes.with(former, permissions));
    exchange.response().setHeader("ETag", EntityTag.of(changed));
    exchange.answer(200, answers.of(exchange, files, changed));
  }

  private static Channel putRoot(
      TenantLibrary library, ChannelId id, ClientPermissions permissions) {
    // Asks the host's access policy whether the caller may see the channel.
    library.files(id).channel();
    return library.updateChannel(
        id, former -> former.withAttributes(ItemAttributes.with(former.attributes(), permissions)));
  }
}
