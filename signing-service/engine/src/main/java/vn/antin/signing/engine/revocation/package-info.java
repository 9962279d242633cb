/**
 * Whether a certificate was withdrawn, and the proof of it that long-term signatures embed: OCSP
 * (RFC 6960, nonces of RFC 9654) and revocation lists (RFC 5280 sections 5 and 6.3).
 *
 * <p>What authorities say is checked before anybody sees it and kept for communes whose network is
 * weak: the last known state, with its age. Old news never count as good, only as last known; a
 * withdrawal stays a withdrawal.
 */
@NullMarked
package vn.antin.signing.engine.revocation;

import org.jspecify.annotations.NullMarked;
