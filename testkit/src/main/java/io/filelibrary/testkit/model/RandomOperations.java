package io.filelibrary.testkit.model;

import java.util.function.Supplier;

/** Makes random operations of one channel, as text. */
public final class RandomOperations implements Supplier<String> {
  private final ReferenceLibrary model;
  private final int channel;
  private final Generator generator;
  private final boolean collected;

  RandomOperations(ReferenceLibrary model, int channel, Generator generator, boolean collected) {
    this.model = model;
    this.channel = channel;
    this.generator = generator;
    this.collected = collected;
  }

  /**
   * Makes the next one, by what the model holds now.
   *
   * @return an operation that names only what has come into being
   */
  @Override
  public String get() {
    Operation operation = generator.next();
    while (!isPossible(operation)) {
      operation = generator.next();
    }
    return OperationText.print(operation);
  }

  private boolean isPossible(Operation operation) {
    if (operation instanceof Operation.Clock
        || operation instanceof Operation.Collect
        || operation instanceof Operation.Reopen
        || operation instanceof Operation.CreateChannel) {
      return false;
    }
    if (operation instanceof Operation.EnsureChannel && operation.channel() != channel) {
      return false;
    }
    return model.isMeant(operation) && !(collected && tellsOfCollection(operation));
  }

  /**
   * Usage, quotas by it, the paths of what lies in the trash below a deleted folder, and uploads
   * into one.
   */
  private boolean tellsOfCollection(Operation operation) {
    return model.isOfDeletedUpload(operation)
        || operation instanceof Operation.EnsureChannel
        || operation instanceof Operation.Quota
        || operation instanceof Operation.ListTrash;
  }
}
