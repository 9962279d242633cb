/**
 * Private keys and where they are: in tokens (PKCS#11, or PKCS#12 files for development), or in the
 * database, wrapped by a master key that only tokens hold; and the installation's root key.
 *
 * <p>Tokens are opened behind the start, not in it: a start is quick, reads no list of keys, and a
 * token that is away stops signing only.
 */
@ApplicationModule(allowedDependencies = {"problem", "web"})
@NullMarked
package vn.antin.signing.key;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
