package vn.antin.signing.certificate.issuance;

import org.jspecify.annotations.Nullable;
import vn.antin.signing.certificate.CertificateAuthority;
import vn.antin.signing.certificate.CredentialId;
import vn.antin.signing.certificate.Holder;
import vn.antin.signing.token.KeyKind;

/**
 * An issuing whose intent is written down.
 *
 * @param replaces the credential whose place it takes; null for a first one
 * @param actor who ordered it, as the audit log says it
 */
public record Order(
    CredentialId id,
    Holder holder,
    KeyKind key,
    CertificateAuthority authority,
    @Nullable CredentialId replaces,
    String actor) {}
