package io.filelibrary.internal;

import io.filelibrary.error.AccessDenied;
import io.filelibrary.model.ActorId;
import io.filelibrary.model.Channel;
import io.filelibrary.model.Item;
import io.filelibrary.spi.AccessPolicy;
import io.filelibrary.spi.Action;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the access policy has said during one call. A transaction must not wait for the host's
 * policy: it goes on as if all was allowed, gathers what it would have to ask, and rolls back; once
 * the policy was asked, it runs again. An answer holds for the item exactly as it was shown.
 */
final class Grants {
  private final AccessPolicy policy;
  private final ActorId actor;
  private final Map<Question, Boolean> answers = new HashMap<>();
  private final Map<Question, Channel> open = new LinkedHashMap<>();

  Grants(AccessPolicy policy, ActorId actor) {
    this.policy = policy;
    this.actor = actor;
  }

  /** Forgets what a former run would have asked. */
  void begin() {
    open.clear();
  }

  /** Fails if the policy has refused the action. */
  void require(Action action, Channel channel, Node node) {
    if (!allows(action, channel, node)) {
      throw new AccessDenied(
          actor.value(), action.word(), node.isRoot() ? "root" : node.id().toString());
    }
  }

  /** Fails if the policy has refused the action on the root, which need not be read for it. */
  void require(Action action, Channel channel) {
    if (policy != AccessPolicy.ALLOW_ALL
        && !allows(new Question(action, Optional.empty()), channel)) {
      throw new AccessDenied(actor.value(), action.word(), "root");
    }
  }

  /** Whether the policy allows the action, or was not yet asked. */
  boolean allows(Action action, Channel channel, Node node) {
    if (policy == AccessPolicy.ALLOW_ALL) {
      return true;
    }
    return allows(
        new Question(action, node.isRoot() ? Optional.empty() : Optional.of(node.item())), channel);
  }

  private boolean allows(Question question, Channel channel) {
    Boolean answer = answers.get(question);
    if (answer == null) {
      open.put(question, channel);
      return true;
    }
    return answer;
  }

  /** Ends a run: throws if its outcome, be it a result or an error, depends on open questions. */
  void settle() {
    if (!open.isEmpty()) {
      throw new Undecided();
    }
  }

  /** Asks the policy, outside of any transaction. */
  void decide() {
    open.forEach(
        (question, channel) ->
            answers.put(question, policy.allows(actor, question.action, channel, question.item)));
    open.clear();
  }

  private record Question(Action action, Optional<Item> item) {}

  /** Thrown through a transaction to its caller; never leaves the library. */
  static final class Undecided extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Undecided() {
      super("the access policy is to be asked", null, false, false);
    }
  }
}
