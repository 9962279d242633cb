/**
 * Makes one signature: compares the stored file with the approved hash, prepares the incremental
 * update (the signing time is now), lets the token sign, verifies the value against the
 * certificate, and writes the signed file as a new document of the same owner.
 *
 * <p>How it is made (level, reason, place, what it shows) is {@link
 * vn.antin.signing.signature.SigningParameters}: read in one place, kept under their digest, and
 * approved by it.
 *
 * <p>What the levels above B need (a time-stamp, revocation answers) is had before the key is used.
 * If it cannot be had afterwards, the signature is kept at the level that it reaches, and that is
 * told: a value that an official approved is not thrown away.
 *
 * <p>{@link vn.antin.signing.signature.FileSigner} does the same with files that stay in memory,
 * and with hashes alone, in all formats of the engine.
 *
 * <p>Knows nothing of approvals; whoever calls it has settled them.
 */
@ApplicationModule(
    allowedDependencies = {
      "certificate",
      "document",
      "image",
      "key",
      "people",
      "problem",
      "timestamp",
      "web"
    })
@NullMarked
package vn.antin.signing.signature;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
