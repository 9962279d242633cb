package vn.antin.signing.agent;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.certificate.CredentialId;
import vn.antin.signing.grant.RequestId;
import vn.antin.signing.people.OfficialId;

/**
 * One PIN's worth of signatures.
 *
 * @param state waiting (not pulled), pulled or ended
 * @param because why it ended: done, cancelled, replaced, expired, or what the agent said
 */
record Job(
    UUID id,
    RequestId request,
    OfficialId official,
    String clientId,
    CredentialId credential,
    String state,
    @Nullable String because,
    Instant createdAt,
    Instant expiresAt) {}
