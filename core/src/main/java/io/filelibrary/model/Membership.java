package io.filelibrary.model;

import java.util.List;
import java.util.Optional;

/**
 * Whom a channel is for. The library stores it for the host and decides nothing by it.
 *
 * @param type individual, group or company
 * @param clientId the host's id of the client
 * @param companyId the host's id of the company
 * @param memberIds the host's ids of the members, in the order given
 */
public record Membership(
    MembershipType type,
    Optional<String> clientId,
    Optional<String> companyId,
    List<String> memberIds) {
  /** A group without members yet. */
  public static final Membership EMPTY_GROUP =
      new Membership(MembershipType.GROUP, Optional.empty(), Optional.empty(), List.of());

  /**
   * Copies and checks the ids.
   *
   * @throws io.filelibrary.error.InvalidId if an id is empty, too long or malformed
   */
  public Membership {
    memberIds = List.copyOf(memberIds);
    check(clientId);
    check(companyId);
    for (String member : memberIds) {
      OpaqueText.check(member);
    }
  }

  private static void check(Optional<String> id) {
    if (id.isPresent()) {
      OpaqueText.check(id.get());
    }
  }
}
