/**
 * Signature requests: made by a system, described to auth-server for the page on which an official
 * approves, and signed when the approval arrives.
 *
 * <p>The documents' hashes and the digest of how to sign are what is approved. At signing the
 * stored files are hashed again and compared; each hash is then spent as {@code grant} says, with
 * an audit row in the same transaction as every step: before the key is used and after.
 */
@ApplicationModule(
    allowedDependencies = {
      "bind",
      "certificate",
      "document",
      "grant",
      "idempotency",
      "people",
      "problem",
      "signature",
      "web"
    })
@NullMarked
package vn.antin.signing.request;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
