package vn.antin.signing.authority.lint;

import static vn.antin.signing.authority.lint.Rule.FINE;
import static vn.antin.signing.authority.lint.Rule.unless;

import java.math.BigInteger;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECPoint;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import vn.antin.signing.token.KeyKind;

/** The certified key: of a kind that the profile takes, well encoded, and not known to be weak. */
final class KeyRules {
  private static final int LONGEST_EXPONENT = 256;

  static final List<Rule> ALL =
      List.of(
          new Rule("key-kind", "profile", KeyRules::kind),
          new Rule("key-encoding", "RFC 3279 §2.3, RFC 5480 §2.1, RFC 8410 §3", KeyRules::encoding),
          new Rule("rsa-exponent", "NIST SP 800-56B §6.2", draft -> rsa(draft, KeyRules::exponent)),
          new Rule(
              "rsa-small-factor",
              "NIST SP 800-89 §5.3.3",
              draft ->
                  rsa(
                      draft,
                      key -> unless(!WeakRsa.smallFactor(key.getModulus()), "has a small factor"))),
          new Rule(
              "rsa-close-primes",
              "CVE-2022-26320",
              draft ->
                  rsa(
                      draft,
                      key ->
                          unless(
                              !WeakRsa.closePrimes(key.getModulus()),
                              "its primes are close to each other"))),
          new Rule(
              "rsa-roca",
              "CVE-2017-15361",
              draft ->
                  rsa(
                      draft,
                      key ->
                          unless(
                              !WeakRsa.fingerprinted(key.getModulus()),
                              "made by a library whose keys can be broken"))),
          new Rule("ec-point", "RFC 5480 §2.2, NIST SP 800-56A §5.6.2.3", KeyRules::point),
          new Rule(
              "issuers-key",
              "RFC 5280 §3.2",
              draft ->
                  unless(
                      draft.issuer().own() || !draft.key().equals(draft.issuer().key()),
                      "must not be the issuer's own")));

  private KeyRules() {}

  private interface Look {
    String at(RSAPublicKey key);
  }

  private static String rsa(Draft draft, Look look) {
    return draft.key() instanceof RSAPublicKey key ? look.at(key) : FINE;
  }

  private static String kind(Draft draft) {
    return kind(draft.certificate().getSubjectPublicKeyInfo(), draft)
        .filter(draft.profile().keys()::contains)
        .map(_ -> FINE)
        .orElse("must be one of " + draft.profile().keys());
  }

  private static Optional<KeyKind> kind(SubjectPublicKeyInfo info, Draft draft) {
    var algorithm = info.getAlgorithm();
    if (draft.key() instanceof RSAPublicKey rsa) {
      return switch (rsa.getModulus().bitLength()) {
        case 2048 -> Optional.of(KeyKind.RSA_2048);
        case 3072 -> Optional.of(KeyKind.RSA_3072);
        case 4096 -> Optional.of(KeyKind.RSA_4096);
        default -> Optional.empty();
      };
    }
    if (algorithm.getAlgorithm().equals(EdECObjectIdentifiers.id_Ed25519)) {
      return Optional.of(KeyKind.ED25519);
    }
    if (!(algorithm.getParameters() instanceof ASN1ObjectIdentifier curve)) {
      return Optional.empty();
    }
    if (curve.equals(SECObjectIdentifiers.secp256r1)) {
      return Optional.of(KeyKind.EC_P256);
    }
    if (curve.equals(SECObjectIdentifiers.secp384r1)) {
      return Optional.of(KeyKind.EC_P384);
    }
    return curve.equals(SECObjectIdentifiers.secp521r1)
        ? Optional.of(KeyKind.EC_P521)
        : Optional.empty();
  }

  private static String encoding(Draft draft) {
    var algorithm = draft.certificate().getSubjectPublicKeyInfo().getAlgorithm();
    var id = algorithm.getAlgorithm();
    if (id.equals(PKCSObjectIdentifiers.rsaEncryption)) {
      return unless(
          DERNull.INSTANCE.equals(algorithm.getParameters()), "parameters of RSA must be NULL");
    }
    if (id.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
      return unless(
          algorithm.getParameters() instanceof ASN1ObjectIdentifier, "the curve must be named");
    }
    return id.equals(EdECObjectIdentifiers.id_Ed25519)
        ? unless(algorithm.getParameters() == null, "parameters must be absent")
        : "unknown algorithm " + id;
  }

  private static String exponent(RSAPublicKey key) {
    var exponent = key.getPublicExponent();
    return unless(
        exponent.testBit(0)
            && exponent.compareTo(BigInteger.valueOf(65_537)) >= 0
            && exponent.bitLength() <= LONGEST_EXPONENT,
        "must be odd, at least 65537 and below 2^256");
  }

  /** The reader of the key has refused points off the curve; the point at infinity is left. */
  private static String point(Draft draft) {
    return draft.key() instanceof ECPublicKey key
        ? unless(
            !key.getW().equals(ECPoint.POINT_INFINITY) && onCurve(key),
            "must be a point of the curve")
        : FINE;
  }

  private static boolean onCurve(ECPublicKey key) {
    var curve = key.getParams().getCurve();
    var p = ((ECFieldFp) curve.getField()).getP();
    var x = key.getW().getAffineX();
    var y = key.getW().getAffineY();
    return x.compareTo(p) < 0
        && y.compareTo(p) < 0
        && y.multiply(y)
                .subtract(x.pow(3).add(curve.getA().multiply(x)).add(curve.getB()))
                .mod(p)
                .signum()
            == 0;
  }
}
