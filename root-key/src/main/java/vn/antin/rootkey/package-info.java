/**
 * The installation's root key: one 256-bit secret in one file, under which every other secret of
 * the installation lies wrapped (data keys, TOTP seeds, readable client secrets, software keys).
 *
 * <p>A backup of a database alone is worth nothing to a thief; database and key file together are.
 * So the key never enters a database, a log or an argument list, and the file is refused when
 * anyone but its owner may read it.
 *
 * <p>Wrapping is AES-256-GCM (NIST SP 800-38D) under a key derived by HKDF (RFC 5869).
 */
@NullMarked
package vn.antin.rootkey;

import org.jspecify.annotations.NullMarked;
