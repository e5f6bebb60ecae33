package io.filelibrary.model;

import java.time.Instant;
import java.util.Optional;

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
 * @param expiresAt when the upload ends unless completed
 */
public record PendingUpload(
    UploadId id,
    FileItem file,
    Optional<TransferGrant> grant,
    Optional<PartLimits> parts,
    Instant expiresAt) {}
