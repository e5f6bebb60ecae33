package io.filelibrary.http.copilot;

import io.filelibrary.http.route.Exchange;
import io.filelibrary.model.Channel;
import io.filelibrary.model.Membership;
import io.filelibrary.model.MembershipType;
import java.util.List;
import java.util.Optional;

/**
 * Which channels a list has; what is empty says nothing.
 *
 * @param type individual, group or company
 * @param entity the client of an individual channel, or the company of a company's
 * @param member one of the members, or the client of an individual channel
 * @param client the client of an individual channel
 * @param company the company
 */
record ChannelFilter(
    Optional<MembershipType> type,
    Optional<String> entity,
    Optional<String> member,
    Optional<String> client,
    Optional<String> company) {

  static ChannelFilter read(Exchange exchange) {
    return new ChannelFilter(
        Parameters.text(exchange, "membershipType")
            .map(text -> Words.parse(MembershipType.values(), "membershipType", text)),
        Parameters.text(exchange, "membershipEntityId"),
        Parameters.text(exchange, "memberId"),
        Parameters.text(exchange, "clientId"),
        Parameters.text(exchange, "companyId"));
  }

  /** The deprecated id of whom a channel is for. */
  static Optional<String> entity(Membership membership) {
    return switch (membership.type()) {
      case INDIVIDUAL -> membership.clientId();
      case COMPANY -> membership.companyId();
      case GROUP -> Optional.empty();
    };
  }

  boolean takes(Channel channel) {
    Membership membership = channel.spec().membership();
    Optional<String> individual =
        membership.type() == MembershipType.INDIVIDUAL ? membership.clientId() : Optional.empty();
    return type.map(membership.type()::equals).orElse(true)
        && (entity.isEmpty() || entity.equals(entity(membership)))
        && (client.isEmpty() || client.equals(individual))
        && (company.isEmpty() || company.equals(membership.companyId()))
        && (member.isEmpty()
            || member.equals(individual)
            || membership.memberIds().contains(member.get()));
  }

  /** The conditions in a fixed order, empty texts for those that say nothing. */
  List<String> values() {
    return List.of(
        type.map(Words::of).orElse(""),
        entity.orElse(""),
        member.orElse(""),
        client.orElse(""),
        company.orElse(""));
  }
}
