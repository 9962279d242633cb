/**
 * Signatures whose outcome nobody knows, and the person who finds out.
 *
 * <p>The key may have been used by a node that died, or by a token that did not return. Nothing of
 * the kind is repeated by itself, so it stands until a security administrator who answers for the
 * certificate, and is not its approver, says what became of it: not signed, which closes the hash
 * for good, or signed, which the signed file or the value itself has to prove. Both are one
 * conditional step of the ledger in {@code grant}, with its audit row in the same transaction;
 * {@code submission} follows the ledger as it always does.
 *
 * <p>Who sees what is {@link vn.antin.signing.certificate.AdministratorScope} in every statement.
 */
@ApplicationModule(
    allowedDependencies = {
      "certificate",
      "document",
      "grant",
      "people",
      "problem",
      "request",
      "signature",
      "web"
    })
@NullMarked
package vn.antin.signing.outcome;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
