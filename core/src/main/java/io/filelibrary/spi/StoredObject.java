package io.filelibrary.spi;

import io.filelibrary.model.Sha256;
import java.time.Instant;
import java.util.Optional;

/**
 * What a storage knows of one object.
 *
 * @param key its key
 * @param size its size in bytes
 * @param sha256 its hash, where the storage computed or verified one itself; otherwise empty
 * @param storedAt when it was stored, by the storage's clock
 */
public record StoredObject(ContentKey key, long size, Optional<Sha256> sha256, Instant storedAt) {}
