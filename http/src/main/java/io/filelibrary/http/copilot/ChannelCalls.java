package io.filelibrary.http.copilot;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.filelibrary.http.access.SigningKey;
import io.filelibrary.http.access.TenantLibrary;
import io.filelibrary.http.route.Exchange;
import io.filelibrary.http.route.HttpFailure;
import io.filelibrary.http.route.JsonFields;
import io.filelibrary.http.route.JsonText;
import io.filelibrary.model.Channel;
import io.filelibrary.model.ChannelId;
import io.filelibrary.model.ChannelSpec;
import io.filelibrary.model.Membership;
import io.filelibrary.model.MembershipType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Answers the calls below {@code /v1/channels/files}. */
final class ChannelCalls {
  /** How many channels are looked at for one page; what is behind them comes on the next. */
  /** Lists show all members of each channel. */
  private static final int MOST_MEMBERS = 1000;

  private static final int MOST_LOOKED_AT = 10_000;

  private static final String ENTITY = "membershipEntityId";

  private final SigningKey key;

  ChannelCalls(SigningKey key) {
    this.key = key;
  }

  void create(Exchange exchange) throws IOException {
    Membership membership = membership(JsonFields.of(exchange.json()));
    TenantLibrary library = exchange.library();
    ChannelId id = ChannelId.of(UUID.randomUUID().toString());
    Channel channel =
        library.createChannel(ChannelSpec.of(id, library.tenant()).withMembership(membership));
    exchange.answer(200, answer(channel));
  }

  void retrieve(Exchange exchange) throws IOException {
    exchange.answer(200, answer(exchange.library().channel(ChannelId.of(exchange.path("id")))));
  }

  void list(Exchange exchange) throws IOException {
    int limit = Parameters.limit(exchange);
    ChannelFilter filter = ChannelFilter.read(exchange);
    String purpose = purpose(exchange, filter);
    Optional<ChannelId> last =
        Parameters.text(exchange, Parameters.NEXT_TOKEN).map(token -> open(purpose, token));
    Iterator<Channel> channels = exchange.library().channels(last).iterator();
    List<Channel> page = new ArrayList<>();
    boolean more = false;
    for (int looked = 0; !more && channels.hasNext(); looked++) {
      Channel channel = channels.next();
      boolean taken = filter.takes(channel);
      more = looked == MOST_LOOKED_AT || (taken && page.size() == limit);
      if (!more) {
        last = Optional.of(channel.id());
        if (taken) {
          page.add(channel);
        }
      }
    }
    ObjectNode body = JsonText.MAPPER.createObjectNode();
    ArrayNode data = body.putArray("data");
    page.forEach(channel -> data.add(answer(channel)));
    if (more) {
      last.ifPresent(id -> body.put(Parameters.NEXT_TOKEN, key.seal(purpose, bytes(id))));
    }
    exchange.answer(200, body);
  }

  /** A token goes on with the list that gave it, and with no other. */
  private static String purpose(Exchange exchange, ChannelFilter filter) {
    ArrayNode query = JsonText.MAPPER.createArrayNode();
    query.add("channels").add(exchange.library().tenant().value());
    filter.values().forEach(query::add);
    return query.toString();
  }

  private ChannelId open(String purpose, String token) {
    return key.open(purpose, token)
        .map(bytes -> ChannelId.of(new String(bytes, StandardCharsets.UTF_8)))
        .orElseThrow(
            () ->
                HttpFailure.invalid(
                    Parameters.NEXT_TOKEN, "it is as this list gave it; begin the list again"));
  }

  private static byte[] bytes(ChannelId id) {
    return id.value().getBytes(StandardCharsets.UTF_8);
  }

  private static Membership membership(JsonFields body) {
    MembershipType type =
        Words.parse(MembershipType.values(), "membershipType", body.requiredText("membershipType"));
    Optional<String> client = text(body, "clientId");
    Optional<String> company = text(body, "companyId");
    Optional<String> entity = text(body, ENTITY);
    Optional<List<String>> members = body.texts("memberIds");
    if (members.isPresent() && members.get().size() > MOST_MEMBERS) {
      throw HttpFailure.invalid("memberIds", "a channel has at most " + MOST_MEMBERS + " members");
    }
    return switch (type) {
      case INDIVIDUAL ->
          new Membership(type, Optional.of(one("clientId", client, entity)), company, List.of());
      case COMPANY ->
          new Membership(type, client, Optional.of(one("companyId", company, entity)), List.of());
      case GROUP ->
          new Membership(
              type,
              client,
              company,
              members.orElseThrow(
                  () -> HttpFailure.invalid("memberIds", "a channel for a group has them")));
    };
  }

  private static Optional<String> text(JsonFields body, String name) {
    return body.text(name).filter(value -> !value.isEmpty());
  }

  /** The id of whom a channel is for, by the name of today or the deprecated one. */
  private static String one(String name, Optional<String> value, Optional<String> entity) {
    if (value.isPresent() && entity.isPresent() && !value.equals(entity)) {
      throw HttpFailure.invalid(ENTITY, "it is the same as " + name + ", or left out");
    }
    return value
        .or(() -> entity)
        .orElseThrow(() -> HttpFailure.invalid(name, "a channel of this membershipType has it"));
  }

  private static ObjectNode answer(Channel channel) {
    Membership membership = channel.spec().membership();
    ObjectNode answer = JsonText.MAPPER.createObjectNode();
    answer.put("id", channel.id().value());
    answer.put("object", "fileChannel");
    answer.put("createdAt", Words.of(channel.createdAt()));
    answer.put("updatedAt", Words.of(channel.updatedAt()));
    answer.put("membershipType", Words.of(membership.type()));
    membership.clientId().ifPresent(id -> answer.put("clientId", id));
    membership.companyId().ifPresent(id -> answer.put("companyId", id));
    ChannelFilter.entity(membership).ifPresent(id -> answer.put(ENTITY, id));
    ArrayNode members = answer.putArray("memberIds");
    membership.memberIds().forEach(members::add);
    answer.put(
        ClientPermissions.FIELD, ItemAttributes.permissions(channel.spec().attributes()).word());
    return answer;
  }
}
