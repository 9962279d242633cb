/**
 * Webhooks of signing requests: a row in the transaction of the change, delivered as a JWT (RFC
 * 7519) signed with a key of ours (JWS, RFC 7515; ES256), again and again until the application
 * answers 200 or a day has passed. Then it is dead, visible, and can be tried again.
 *
 * <p>Delivery is at least once and in no order: the application asks for the request itself when
 * the order matters. Nothing but public addresses is talked to, unless the operator names hosts.
 */
@NullMarked
package vn.antin.signing.submission.callback;

import org.jspecify.annotations.NullMarked;
