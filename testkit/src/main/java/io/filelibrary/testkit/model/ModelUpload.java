package io.filelibrary.testkit.model;

import io.filelibrary.testkit.model.Operation.Declared;
import java.time.Instant;
import java.util.Optional;

/** A two-step upload of the model. */
final class ModelUpload {
  /** How far it has come. */
  enum State {
    OPEN,
    COMPLETED,
    FORGOTTEN
  }

  final Node file;
  final int size;
  final Declared declared;
  final Instant expiresAt;
  State state = State.OPEN;
  Optional<Content> received = Optional.empty();

  ModelUpload(Node file, int size, Declared declared, Instant expiresAt) {
    this.file = file;
    this.size = size;
    this.declared = declared;
    this.expiresAt = expiresAt;
  }

  boolean isExpired(Instant now) {
    return !now.isBefore(expiresAt);
  }
}
