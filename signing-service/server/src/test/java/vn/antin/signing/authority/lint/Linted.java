package vn.antin.signing.authority.lint;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import vn.antin.signing.authority.profile.Certifier;
import vn.antin.signing.authority.profile.Profile;
import vn.antin.signing.authority.profile.StatusAddresses;
import vn.antin.signing.authority.profile.TestProfiles;
import vn.antin.signing.authority.profile.ToBeSigned;
import vn.antin.signing.authority.profile.Wish;

/** Certificates as the profiles write them, and what the rules find when one part is otherwise. */
@SuppressWarnings("JavaUtilDate") // BouncyCastle takes no other type.
final class Linted {
  static final Instant NOW = Instant.parse("2026-11-22T07:00:00Z");
  static final StatusAddresses ADDRESSES = new StatusAddresses("http://ca.example.vn/");
  static final BigInteger SERIAL = BigInteger.ONE.shiftLeft(126).add(BigInteger.TEN);
  static final AlgorithmIdentifier ECDSA =
      new DefaultSignatureAlgorithmIdentifierFinder().find("SHA384withECDSA");
  static final X500Name OFFICIAL = name(BCStyle.CN, "Nguyễn Văn An");

  static final PublicKey RSA =
      pair("RSA", new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4));
  static final PublicKey EC = curve("secp256r1");
  static final Certifier ISSUER = issuer(curve("secp384r1"));

  private static Certifier issuer(PublicKey authority) {
    return new Certifier(
        "issuing",
        new X500Name("C=VN,O=Antin,CN=Issuing"),
        authority,
        Certifier.keyIdentifier(authority),
        NOW.minus(Duration.ofDays(1)),
        NOW.plus(Duration.ofDays(4000)),
        0,
        false);
  }

  static PublicKey curve(String name) {
    return pair("EC", new ECGenParameterSpec(name));
  }

  private static PublicKey pair(String family, AlgorithmParameterSpec kind) {
    try {
      var generator = KeyPairGenerator.getInstance(family);
      generator.initialize(kind);
      return generator.generateKeyPair().getPublic();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static X500Name name(ASN1ObjectIdentifier attribute, String value) {
    var builder = new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.C, "VN");
    if (!attribute.equals(BCStyle.CN)) {
      builder.addRDN(BCStyle.CN, "An");
    }
    if (!attribute.equals(BCStyle.UID)) {
      builder.addRDN(BCStyle.UID, "CCCD:000000000001");
    }
    return builder.addRDN(attribute, new DERUTF8String(value)).build();
  }

  static TBSCertificate written(String profile, Wish wish) {
    return new ToBeSigned(TestProfiles.get(profile), ISSUER, ADDRESSES)
        .write(wish, SERIAL, ECDSA, NOW);
  }

  static List<String> rules(TBSCertificate certificate, Profile profile, Certifier by)
      throws Exception {
    return Lint.look(certificate.getEncoded(ASN1Encoding.DER), profile, by, NOW).stream()
        .map(Finding::rule)
        .toList();
  }

  static List<String> official(Wish wish) throws Exception {
    return rules(written("official", wish), TestProfiles.get("official"), ISSUER);
  }

  /** What is found when one field is written otherwise. */
  static List<String> changed(Consumer<V3TBSCertificateGenerator> change) throws Exception {
    return changed("official", change);
  }

  static List<String> changed(String profile, Consumer<V3TBSCertificateGenerator> change)
      throws Exception {
    var sound = written(profile, new Wish(OFFICIAL, RSA));
    var generator = new V3TBSCertificateGenerator();
    generator.setSerialNumber(sound.getSerialNumber());
    generator.setSignature(sound.getSignature());
    generator.setIssuer(sound.getIssuer());
    generator.setStartDate(sound.getStartDate());
    generator.setEndDate(sound.getEndDate());
    generator.setSubject(sound.getSubject());
    generator.setSubjectPublicKeyInfo(sound.getSubjectPublicKeyInfo());
    generator.setExtensions(sound.getExtensions());
    change.accept(generator);
    return rules(generator.generateTBSCertificate(), TestProfiles.get(profile), ISSUER);
  }

  static List<String> extended(UnaryOperator<Extension[]> change) throws Exception {
    return extended("official", change);
  }

  static List<String> extended(String profile, UnaryOperator<Extension[]> change) throws Exception {
    var sound = written(profile, new Wish(OFFICIAL, RSA)).getExtensions();
    var all =
        Arrays.stream(sound.getExtensionOIDs()).map(sound::getExtension).toArray(Extension[]::new);
    return changed(
        profile, generator -> generator.setExtensions(new Extensions(change.apply(all))));
  }

  static UnaryOperator<Extension[]> without(ASN1ObjectIdentifier id) {
    return all ->
        Arrays.stream(all).filter(each -> !each.getExtnId().equals(id)).toArray(Extension[]::new);
  }

  static UnaryOperator<Extension[]> with(
      ASN1ObjectIdentifier id, boolean critical, org.bouncycastle.asn1.ASN1Object value) {
    return all -> {
      var rest = without(id).apply(all);
      var more = Arrays.copyOf(rest, rest.length + 1);
      try {
        more[rest.length] = new Extension(id, critical, value.getEncoded());
      } catch (java.io.IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
      return more;
    };
  }

  static Time utc(Instant at) {
    return new Time(Date.from(at));
  }

  private Linted() {}
}
