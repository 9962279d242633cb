package vn.antin.signing.authority.state;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What stands under a serial number.
 *
 * @param state issued; intended or unknown when nobody knows whether a certificate came to be
 * @param subject null while there is no certificate
 * @param credential that stands for it, which is revoked in its place; null for none
 * @param server of an agency that fetched it; null for none
 * @param revokedAt null when it is on no list
 * @param reason of RFC 5280 §5.3.1; null when it is on no list
 */
record IssuedNumber(
    String authority,
    String serialNumber,
    String profile,
    String state,
    @Nullable String subject,
    Instant validFrom,
    Instant validTo,
    @Nullable UUID credential,
    @Nullable UUID server,
    @Nullable Instant revokedAt,
    @Nullable Integer reason) {}
