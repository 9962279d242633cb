/**
 * The keys that sign this server's tokens: made by this server, kept in PostgreSQL wrapped by the
 * root key or in a PKCS#11 token, replaced on a schedule. Each algorithm (RFC 7518, 8037, 9964) has
 * keys of its own.
 *
 * <p>A key's {@code kid} is its thumbprint (RFC 7638). The next key is published before it signs,
 * and a key that has signed stays published until nobody checks its tokens any more, so relying
 * parties that cache our JWK set never meet an unknown key. Its private part is erased when it
 * retires; its public part is kept for ever, so that an old token can still be checked. All nodes
 * read the same rows and agree by the clock on the key in use.
 */
@ApplicationModule(allowedDependencies = {"change", "digest"})
@NullMarked
package vn.antin.auth.key;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
