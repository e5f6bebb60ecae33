package io.filelibrary.model;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A two-step upload that has begun: its file is pending until the bytes have come and the upload is
 * completed.
 *
 * @param id names the upload in the calls that follow
 * @param file the pending file
 * @param grant how a client sends the bytes to the storage directly, where the storage can take
 *     them; empty where they come through the library
 * @param parts which parts the storage takes instead of one request, where it takes any; each has a
 *     grant of its own
 * @param expectedSize the size in bytes that was declared; other bytes are refused
 * @param expectedSha256 the hash that was declared; other bytes are refused
 * @param maxSize the most bytes that are taken, by the options and by the library's own limit
 * @param expiresAt when the upload ends unless completed
 */
public record PendingUpload(
    UploadId id,
    FileItem file,
    Optional<TransferGrant> grant,
    Optional<PartLimits> parts,
    OptionalLong expectedSize,
    Optional<Sha256> expectedSha256,
    long maxSize,
    Instant expiresAt) {}
