/**
 * Whether this machine's clock may be believed.
 *
 * <p>It is compared with several time sources by SNTP (RFC 4330, RFC 5905), of which most must
 * agree, and between two comparisons with the monotonic clock, which a step does not move. Answers
 * are bound to questions by 64 random bits (RFC 8633 §5.6, draft-ietf-ntp-data-minimization), which
 * keeps out who cannot see the traffic; who can must be kept out by the network.
 */
@NullMarked
package vn.antin.signing.timestamp.clock;

import org.jspecify.annotations.NullMarked;
