package vn.antin.signing.authority.lint;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import vn.antin.signing.authority.profile.Certifier;
import vn.antin.signing.authority.profile.Profile;

/** All rules, over one certificate that is to be signed. */
public final class Lint {
  private static final List<Rule> RULES =
      Stream.of(
              FieldRules.ALL,
              NameRules.ALL,
              ExtensionRules.ALL,
              PurposeRules.ALL,
              KeyRules.ALL,
              IssuerRules.ALL)
          .flatMap(List::stream)
          .toList();

  private static final Map<ASN1ObjectIdentifier, String> FAMILIES =
      Map.of(
          PKCSObjectIdentifiers.rsaEncryption, "RSA",
          X9ObjectIdentifiers.id_ecPublicKey, "EC",
          EdECObjectIdentifiers.id_Ed25519, "Ed25519");

  private Lint() {}

  /**
   * Empty when the certificate may be signed.
   *
   * @param der the DER encoding of the TBSCertificate
   */
  public static List<Finding> look(byte[] der, Profile profile, Certifier issuer, Instant now) {
    try {
      var certificate = TBSCertificate.getInstance(ASN1Primitive.fromByteArray(der));
      if (certificate == null) {
        throw new IOException("nothing is there");
      }
      var key = key(certificate);
      var draft = new Draft(der, certificate, key, profile, issuer, now);
      return RULES.stream().map(rule -> rule.look(draft)).flatMap(Optional::stream).toList();
    } catch (IOException | RuntimeException e) { // BouncyCastle's readers throw what they like
      return List.of(
          new Finding("readable", "RFC 5280 §4.1", "the certificate cannot be read: " + e));
    }
  }

  private static PublicKey key(TBSCertificate certificate) throws IOException {
    var info = certificate.getSubjectPublicKeyInfo();
    var id = info.getAlgorithm().getAlgorithm();
    var family = FAMILIES.get(id);
    if (family == null) {
      throw new IOException("the public key is of no known algorithm: " + id);
    }
    try {
      return KeyFactory.getInstance(family)
          .generatePublic(new X509EncodedKeySpec(info.getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IOException("the public key cannot be read", e);
    }
  }

  /** For tests: every rule is to have been broken once. */
  static List<String> rules() {
    return RULES.stream().map(Rule::name).toList();
  }
}
