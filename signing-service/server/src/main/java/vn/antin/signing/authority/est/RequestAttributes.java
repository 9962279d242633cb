package vn.antin.signing.authority.est;

import java.io.IOException;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.pkcs.Attribute;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import vn.antin.signing.authority.profile.Profile;
import vn.antin.signing.token.KeyKind;

/**
 * What a request should look like (RFC 7030 §4.5.2): the shortest key on a curve that the profile
 * takes. Other keys of the profile are taken as well.
 */
final class RequestAttributes {
  private RequestAttributes() {}

  /** DER; empty when there is nothing to recommend. */
  static Optional<byte[]> of(Profile profile) {
    if (profile.keys().contains(KeyKind.EC_P256)) {
      return Optional.of(
          encoded(SECObjectIdentifiers.secp256r1, X9ObjectIdentifiers.ecdsa_with_SHA256));
    }
    return profile.keys().contains(KeyKind.EC_P384)
        ? Optional.of(
            encoded(SECObjectIdentifiers.secp384r1, X9ObjectIdentifiers.ecdsa_with_SHA384))
        : Optional.empty();
  }

  private static byte[] encoded(ASN1ObjectIdentifier curve, ASN1ObjectIdentifier signature) {
    var all = new ASN1EncodableVector();
    all.add(new Attribute(X9ObjectIdentifiers.id_ecPublicKey, new DERSet(curve)));
    all.add(signature);
    try {
      return new DERSequence(all).getEncoded(ASN1Encoding.DER);
    } catch (IOException e) {
      throw new IllegalStateException("attributes could not be encoded", e);
    }
  }
}
