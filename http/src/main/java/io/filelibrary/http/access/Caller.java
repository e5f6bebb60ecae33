package io.filelibrary.http.access;

import io.filelibrary.model.ActorId;
import io.filelibrary.model.TenantId;

/**
 * Whom a request comes from.
 *
 * @param tenant the tenant whose channels the caller can reach; no other is shown to exist
 * @param actor whom the library's calls run for
 */
public record Caller(TenantId tenant, ActorId actor) {}
