/**
 * Looks at a certificate before it exists: rules after RFC 5280 and its companions, over the very
 * bytes that the authority's key is going to sign. A finding is a refusal.
 *
 * <p>The rules do not trust the code that wrote the bytes nor the profile: a profile that would
 * make an authority out of an official's certificate is found here too. What needs the database (a
 * serial number twice, a key known to be compromised) is decided where it is, not here.
 */
@NullMarked
package vn.antin.signing.authority.lint;

import org.jspecify.annotations.NullMarked;
