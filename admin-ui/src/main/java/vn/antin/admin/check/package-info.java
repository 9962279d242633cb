/**
 * The public page that checks a signed PDF, and the same check for a document signed at this desk.
 * The verdict is signing-service's; here it becomes sentences. Says who signed, by whose
 * certificate, when, whether the document is as it was signed, whether the certificate is trusted,
 * and says so when revocation could not be checked: a third state, no failure (Circular
 * 15/2025/TT-BKHCN). And the page to which the QR code of a dossier's result leads: who signed it,
 * whether that still holds, and whether a file is the one that was signed, all without a login.
 */
@ApplicationModule(allowedDependencies = {"session", "upload", "upstream", "web"})
@NullMarked
package vn.antin.admin.check;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
