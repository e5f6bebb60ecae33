package io.filelibrary.model;

import io.filelibrary.error.InvalidSize;
import java.util.OptionalLong;

/**
 * What the host decides about a channel.
 *
 * @param id the channel's id
 * @param tenant the tenant that owns it
 * @param membership whom it is for
 * @param namePolicy which names it takes
 * @param caseSensitive whether names that differ in case alone are different names
 * @param quotaBytes the most bytes it may hold, or empty for no limit
 * @param attributes the host's own pairs on the channel
 */
public record ChannelSpec(
    ChannelId id,
    TenantId tenant,
    Membership membership,
    NamePolicy namePolicy,
    boolean caseSensitive,
    OptionalLong quotaBytes,
    Attributes attributes) {
  /**
   * Checks the quota.
   *
   * @throws InvalidSize if the quota is negative
   */
  public ChannelSpec {
    long quota = quotaBytes.orElse(0);
    if (quota < 0) {
      throw new InvalidSize(Long.toString(quota), "a quota is at least 0 bytes");
    }
  }

  /**
   * Creates a channel for a group that takes portable, case-sensitive names, without a quota and
   * attributes.
   *
   * @param id the channel's id
   * @param tenant the tenant that owns it
   * @return the specification
   */
  public static ChannelSpec of(ChannelId id, TenantId tenant) {
    return new ChannelSpec(
        id,
        tenant,
        Membership.EMPTY_GROUP,
        NamePolicy.PORTABLE,
        true,
        OptionalLong.empty(),
        Attributes.NONE);
  }

  /**
   * Returns a copy for other members.
   *
   * @param other whom the channel is for
   * @return the copy
   */
  public ChannelSpec withMembership(Membership other) {
    return new ChannelSpec(id, tenant, other, namePolicy, caseSensitive, quotaBytes, attributes);
  }

  /**
   * Returns a copy with another name policy.
   *
   * @param other which names the channel takes
   * @return the copy
   */
  public ChannelSpec withNamePolicy(NamePolicy other) {
    return new ChannelSpec(id, tenant, membership, other, caseSensitive, quotaBytes, attributes);
  }

  /**
   * Returns a copy that tells names apart by case, or does not.
   *
   * @param other whether names that differ in case alone are different names
   * @return the copy
   */
  public ChannelSpec withCaseSensitive(boolean other) {
    return new ChannelSpec(id, tenant, membership, namePolicy, other, quotaBytes, attributes);
  }

  /**
   * Returns a copy with a quota.
   *
   * @param bytes the most bytes the channel may hold
   * @return the copy
   * @throws InvalidSize if the quota is negative
   */
  public ChannelSpec withQuotaBytes(long bytes) {
    return new ChannelSpec(
        id, tenant, membership, namePolicy, caseSensitive, OptionalLong.of(bytes), attributes);
  }

  /**
   * Returns a copy with other attributes.
   *
   * @param other the host's own pairs on the channel, in the place of all there were
   * @return the copy
   */
  public ChannelSpec withAttributes(Attributes other) {
    return new ChannelSpec(id, tenant, membership, namePolicy, caseSensitive, quotaBytes, other);
  }
}
