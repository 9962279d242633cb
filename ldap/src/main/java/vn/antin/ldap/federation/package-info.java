/**
 * Accounts whose password lives in a directory of the province. The user is searched with a service
 * account and then bound with the password given (search-then-bind), which works alike with
 * OpenLDAP and Active Directory and never copies a password.
 *
 * <p>Refusals follow RFC 4513 §5.1.2 (an empty password would be an unauthenticated bind and
 * "succeed") and RFC 4515 (filters are built from values, never from text). Why an account is
 * closed is read from the password policy control (draft-behera-ldap-password-policy-10) and from
 * Active Directory's {@code data 775} codes.
 *
 * <p>The same connections read the certificates that an outside authority publishes in its
 * directory ({@code userCertificate;binary}, RFC 4523), page by page (RFC 2696).
 */
@NullMarked
package vn.antin.ldap.federation;

import org.jspecify.annotations.NullMarked;
