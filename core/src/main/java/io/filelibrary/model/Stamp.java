package io.filelibrary.model;

import java.time.Instant;

/**
 * When something happened, and for whom.
 *
 * @param at the moment, to the nanosecond, between the years 1678 and 2262
 * @param by the actor
 */
public record Stamp(Instant at, ActorId by) {}
