/**
 * Signing with keys on USB tokens, by pull: an official makes a job of a signature request, the
 * token agent on their computer fetches it once, has the token sign, and brings the values back.
 *
 * <p>Every document is prepared here (the stored file is hashed and compared, the bytes to be
 * signed are laid out) and the prepared signature is kept sealed; the job names official,
 * certificate, documents and those bytes and is signed by a key whose thumbprint agents know from
 * their installation. A value is taken only for a prepared signature of its job, only while the
 * certificate and its official count, and once: the document is then spent in the ledger of {@code
 * grant} like any other, and the value is kept until the signed document is. See
 * docs/token-agent.md and docs/adr/0036.
 *
 * <p>JWS: RFC 7515; ES256: RFC 7518; thumbprints: RFC 7638.
 */
@ApplicationModule(
    allowedDependencies = {
      "certificate",
      "document",
      "grant",
      "key",
      "people",
      "problem",
      "request",
      "signature",
      "web"
    })
@NullMarked
package vn.antin.signing.agent;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
