/**
 * Servers of agencies that may have certificates: whose they are, under which names, of which
 * profile, and the one-time codes with which they enrol.
 *
 * <p>A security administrator allows a server: which unit, which host names, which profile. What
 * its certificates say follows from that alone. Withdrawing it revokes them; so does the end of its
 * unit. How a server asks for a certificate is the business of {@code authority.est}.
 *
 * <p>RFC 1123 §2.1 and RFC 5890 §2.3.2.1 (host names), RFC 5280 §5.3.1 (reasons).
 */
@NullMarked
package vn.antin.signing.authority.server;

import org.jspecify.annotations.NullMarked;
