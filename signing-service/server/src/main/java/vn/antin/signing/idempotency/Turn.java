package vn.antin.signing.idempotency;

import java.util.UUID;

/**
 * Leave to do the work of a call.
 *
 * @param id the same each time that the work of one key is tried
 * @param again whether it was begun before and did not come to an answer
 */
public record Turn(UUID id, boolean again) {}
