/**
 * Where private keys are: the configured token (PKCS#11, or PKCS#12 files for development) and the
 * installation's root key.
 *
 * <p>The token is opened at the first use, not at start: a start is quick, and a token that is away
 * stops signing only.
 */
@ApplicationModule(allowedDependencies = "problem")
@NullMarked
package vn.antin.signing.key;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
