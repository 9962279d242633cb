/**
 * Credentials: a key in the token, the certificate over it, and who may use or see it.
 *
 * <p>An official's own credential is theirs alone; an agency's seal may be used by whoever holds
 * the role of records clerk on that very unit now, as long as the unit itself is in force; custody
 * and what was sealed stay readable after that. An administrator sees certificates of holders
 * within the units their token names, and acts on those over which they hold a role of
 * administration now. Each of these rules is part of the SQL that reads or changes the rows.
 *
 * <p>The desk around it: {@code register} (search, chain, history), {@code lifecycle} (suspension,
 * revocation, what no longer fits the holder's post), {@code issuance} and {@code job} (first
 * certificates and renewals, one or thousands), {@code expiry} (calendar, notices), {@code request}
 * (outside authorities, USB tokens), {@code list} (many of them at once), {@code form} (papers for
 * outside authorities), {@code custody} (who keeps a seal). Who issues is behind {@link
 * vn.antin.signing.certificate.CertificateAuthority}; what ends is told by {@link
 * vn.antin.signing.certificate.CredentialEnded}.
 */
@ApplicationModule(allowedDependencies = {"key", "people", "problem", "web"})
@NullMarked
package vn.antin.signing.certificate;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
