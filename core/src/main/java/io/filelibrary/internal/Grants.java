package io.filelibrary.internal;

import io.filelibrary.error.AccessDenied;
import io.filelibrary.model.ActorId;
import io.filelibrary.model.Channel;
import io.filelibrary.model.Item;
import io.filelibrary.spi.AccessPolicy;
import io.filelibrary.spi.Action;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What the access policy has allowed during one call. A transaction must not wait for the host's
 * policy: what it needs to know and does not yet, it throws as {@link Undecided}, rolls back, and
 * runs again once the policy was asked. An answer holds for the item exactly as it was shown.
 */
final class Grants {
  private final AccessPolicy policy;
  private final ActorId actor;
  private final Set<Question> allowed = new HashSet<>();

  Grants(AccessPolicy policy, ActorId actor) {
    this.policy = policy;
    this.actor = actor;
  }

  void require(Action action, Channel channel, Node node) {
    if (policy == AccessPolicy.ALLOW_ALL) {
      return;
    }
    Question question =
        new Question(action, node.isRoot() ? Optional.empty() : Optional.of(node.item()));
    if (!allowed.contains(question)) {
      throw new Undecided(question, channel);
    }
  }

  /** Asks the policy, outside of any transaction. */
  void decide(Undecided undecided) {
    Question question = undecided.question;
    if (!policy.allows(actor, question.action, undecided.channel, question.item)) {
      throw new AccessDenied(
          actor.value(),
          question.action.word(),
          question.item.map(item -> item.id().toString()).orElse("root"));
    }
    allowed.add(question);
  }

  private record Question(Action action, Optional<Item> item) {}

  /** Thrown through a transaction to its caller; never leaves the library. */
  static final class Undecided extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Question question;
    private final transient Channel channel;

    private Undecided(Question question, Channel channel) {
      super("the access policy is to be asked", null, false, false);
      this.question = question;
      this.channel = channel;
    }
  }
}
