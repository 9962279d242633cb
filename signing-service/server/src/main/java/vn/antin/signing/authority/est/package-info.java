/**
 * Certificates for servers of agencies by enrolment over secure transport.
 *
 * <p>A server that {@code authority.server} knows shows its one-time code, later its certificate,
 * and brings a request over its own key. What it gets says what was allowed, whatever the request
 * says. A request is written down before the authority is asked, so that asking again brings the
 * same certificate, also from another node.
 *
 * <p>RFC 7030, RFC 8951 (its clarifications), RFC 2986 (requests), RFC 7617 (Basic), RFC 9440.
 */
@NullMarked
package vn.antin.signing.authority.est;

import org.jspecify.annotations.NullMarked;
