/**
 * How an installation comes by an authority of its own: its key is made in the token, the request
 * is signed by a root that is kept elsewhere, and the answer is checked as if a stranger had
 * written it. Only security administrators of the province do this, on a fresh copy of people.
 *
 * <p>RFC 2986.
 */
@NullMarked
package vn.antin.signing.authority.founding;

import org.jspecify.annotations.NullMarked;
