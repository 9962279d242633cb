/**
 * Signing requests of applications: documents, signers in order, and the inbox in which officials
 * find what waits for them.
 *
 * <p>An application names documents that it stored before and who signs them: an official, the
 * holder of a post or the head of a unit. Steps of one order wait together, later ones until all
 * before them have signed; each signs the documents as the one before left them, as incremental
 * updates of the same files. What an official chose in the inbox becomes one batch of {@code
 * request}, approved at auth-server and spent as every approval is; {@link
 * vn.antin.signing.submission.Following} then reads from the ledger of hashes how far it went, so
 * that a crash between the two loses nothing.
 *
 * <p>Every act locks the submission's row first. Whose a submission or step is stands in every
 * statement's WHERE: an application sees its own, an official the steps that are or were theirs.
 */
@ApplicationModule(
    allowedDependencies = {
      "certificate",
      "document",
      "grant",
      "idempotency",
      "issuance",
      "people",
      "problem",
      "register",
      "request",
      "signature",
      "web"
    })
@NullMarked
package vn.antin.signing.submission;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
