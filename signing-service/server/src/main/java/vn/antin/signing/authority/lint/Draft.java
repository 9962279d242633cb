package vn.antin.signing.authority.lint;

import java.security.PublicKey;
import java.time.Instant;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.TBSCertificate;
import vn.antin.signing.authority.profile.Certifier;
import vn.antin.signing.authority.profile.Profile;

/**
 * What the rules look at.
 *
 * @param der the bytes to be signed, and {@code certificate} what a reader makes of them
 * @param key the certified key
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Draft(
    byte[] der,
    TBSCertificate certificate,
    PublicKey key,
    Profile profile,
    Certifier issuer,
    Instant now) {

  Optional<Extension> extension(ASN1ObjectIdentifier id) {
    Extensions extensions = certificate.getExtensions();
    return extensions == null ? Optional.empty() : Optional.ofNullable(extensions.getExtension(id));
  }

  /** The value of an extension that must be there. */
  ASN1Encodable value(ASN1ObjectIdentifier id) {
    return extension(id)
        .map(Extension::getParsedValue)
        .orElseThrow(() -> new IllegalArgumentException("extension " + id + " is missing"));
  }

  boolean authority() {
    return profile.kind().authority();
  }
}
