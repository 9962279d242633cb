/**
 * Token exchange (RFC 8693): a system that received an official's token gets another one, for the
 * next system, with no more rights and no longer life.
 *
 * <p>Whose tokens a client may bring and where its tokens may go stands in its metadata ({@code
 * token_exchange_subjects}, {@code token_exchange_audiences}); nothing is allowed by silence. The
 * new token belongs to the family of the one it came from: ending that session ends both. Who acts
 * is named in {@code act}, also when the client brings no actor token, unless its metadata lets it
 * impersonate ({@code token_exchange_impersonation}); the audit log tells one from the other.
 */
@NullMarked
package vn.antin.auth.oauth2.exchange;

import org.jspecify.annotations.NullMarked;
