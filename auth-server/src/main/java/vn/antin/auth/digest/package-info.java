/**
 * SHA-256, the form in which secrets lie in tables (FIPS 180-4). Enough for what is random and
 * long; what people choose is hashed by Argon2id elsewhere.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package vn.antin.auth.digest;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
