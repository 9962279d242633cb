/**
 * The systems that use this server: what they have registered (RFC 7591 §2 and its kin) and their
 * secrets, which are rotated with an overlap.
 *
 * <p>A client is a row. Its secret lies there as SHA-256, wrapped by the root key: the token
 * endpoint pays one hash and a comparison in constant time, and who steals the table has nothing to
 * guess against. Secrets that we make carry 256 random bits. Rows are cached for a minute at most;
 * a change is announced to every node (LISTEN/NOTIFY).
 */
@NullMarked
package vn.antin.auth.oauth2.client;

import org.jspecify.annotations.NullMarked;
