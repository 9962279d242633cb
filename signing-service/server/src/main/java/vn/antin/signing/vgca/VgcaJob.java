package vn.antin.signing.vgca;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.certificate.CredentialId;
import vn.antin.signing.grant.RequestId;
import vn.antin.signing.people.OfficialId;

/**
 * Documents of one request that the official's VGCA Sign Service is to sign.
 *
 * @param because why it ended: done, cancelled or replaced; null before, also when its time is over
 */
record VgcaJob(
    UUID id,
    RequestId request,
    OfficialId official,
    String clientId,
    CredentialId credential,
    @Nullable String because,
    Instant createdAt,
    Instant expiresAt) {}
