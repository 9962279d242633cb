/**
 * Makes one signature: compares the stored file with the approved hash, prepares the incremental
 * update (the signing time is now), lets the token sign, verifies the value against the
 * certificate, and writes the signed file as a new document of the same owner.
 *
 * <p>Knows nothing of approvals; whoever calls it has settled them.
 */
@ApplicationModule(allowedDependencies = {"certificate", "document", "key", "people", "problem"})
@NullMarked
package vn.antin.signing.signature;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
