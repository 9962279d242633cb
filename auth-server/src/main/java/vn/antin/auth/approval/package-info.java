/**
 * What an official agrees to, before anything is signed.
 *
 * <p>An application asks for a signature with RFC 9396 {@code authorization_details}. The request
 * is parked as a pending approval; the approval page shows what signing-service holds under that
 * request (never what the application calls it) and asks the official to confirm ({@code
 * approval.confirmation}). Agreement writes, in one transaction, the approval's decision, the grant
 * with one row per hash, the evidence and the audit entry. The browser then returns to the same
 * authorization request, which consumes the decision once and continues with a code.
 *
 * <p>A grant says who, with which credential, for which client, over which hashes and until when.
 * This room never spends a grant: signing-service does, after introspecting its token each time.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9396">RFC 9396</a>
 */
@ApplicationModule(
    allowedDependencies = {
      "account",
      "digest",
      "login",
      "login :: factor",
      "oauth2",
      "org :: delegation",
      "org",
      "session",
      "web"
    })
@NullMarked
package vn.antin.auth.approval;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
