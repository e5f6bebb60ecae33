package io.filelibrary.testkit.fault;

import io.filelibrary.spi.StorageBackend;

/** A storage of which one call fails, as a schedule says. */
public final class FaultyStorage {
  private FaultyStorage() {}

  /**
   * Lets calls of a storage fail.
   *
   * @param storage the storage underneath; closing the result closes it
   * @param faults says which call fails, and how
   * @return a storage with the same abilities
   */
  public static StorageBackend over(StorageBackend storage, Faults faults) {
    return Intercepted.storage(storage, faults);
  }
}
