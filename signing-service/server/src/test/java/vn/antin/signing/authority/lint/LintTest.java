package vn.antin.signing.authority.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.antin.signing.authority.profile.Certifier;
import vn.antin.signing.authority.profile.Profile;
import vn.antin.signing.authority.profile.StatusAddresses;
import vn.antin.signing.authority.profile.TestProfiles;
import vn.antin.signing.authority.profile.ToBeSigned;
import vn.antin.signing.authority.profile.Wish;

@SuppressWarnings("JavaUtilDate") // BouncyCastle takes no other type.
final class LintTest {
  private static final Instant NOW = Instant.parse("2026-11-22T07:00:00Z");
  private static final StatusAddresses ADDRESSES = new StatusAddresses("http://ca.example.vn/");
  private static final BigInteger SERIAL = BigInteger.ONE.shiftLeft(126).add(BigInteger.TEN);
  private static final AlgorithmIdentifier ECDSA =
      new DefaultSignatureAlgorithmIdentifierFinder().find("SHA384withECDSA");
  private static final X500Name OFFICIAL = name(BCStyle.CN, "Nguyễn Văn An");

  private static PublicKey rsa;
  private static PublicKey ec;
  private static Certifier issuer;

  @BeforeAll
  static void keys() throws Exception {
    var generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    rsa = generator.generateKeyPair().getPublic();
    ec = curve("secp256r1");
    var authority = curve("secp384r1");
    issuer =
        new Certifier(
            "issuing",
            new X500Name("C=VN,O=Antin,CN=Issuing"),
            authority,
            Certifier.keyIdentifier(authority),
            NOW.minus(Duration.ofDays(1)),
            NOW.plus(Duration.ofDays(4000)),
            0,
            false);
  }

  private static PublicKey curve(String name) throws Exception {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(name));
    return generator.generateKeyPair().getPublic();
  }

  private static X500Name name(ASN1ObjectIdentifier attribute, String value) {
    var builder = new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.C, "VN");
    if (!attribute.equals(BCStyle.CN)) {
      builder.addRDN(BCStyle.CN, "An");
    }
    if (!attribute.equals(BCStyle.UID)) {
      builder.addRDN(BCStyle.UID, "CCCD:000000000001");
    }
    return builder.addRDN(attribute, new DERUTF8String(value)).build();
  }

  private static TBSCertificate written(String profile, Wish wish) {
    return new ToBeSigned(TestProfiles.get(profile), issuer, ADDRESSES)
        .write(wish, SERIAL, ECDSA, NOW);
  }

  private static List<String> rules(TBSCertificate certificate, Profile profile, Certifier by)
      throws Exception {
    return Lint.look(certificate.getEncoded(ASN1Encoding.DER), profile, by, NOW).stream()
        .map(Finding::rule)
        .toList();
  }

  private static List<String> official(Wish wish) throws Exception {
    return rules(written("official", wish), TestProfiles.get("official"), issuer);
  }

  /** What is found when one field is written otherwise. */
  private static List<String> changed(Consumer<V3TBSCertificateGenerator> change) throws Exception {
    return changed("official", change);
  }

  private static List<String> changed(String profile, Consumer<V3TBSCertificateGenerator> change)
      throws Exception {
    var sound = written(profile, new Wish(OFFICIAL, rsa));
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
    return rules(generator.generateTBSCertificate(), TestProfiles.get(profile), issuer);
  }

  private static List<String> extended(UnaryOperator<Extension[]> change) throws Exception {
    return extended("official", change);
  }

  private static List<String> extended(String profile, UnaryOperator<Extension[]> change)
      throws Exception {
    var sound = written(profile, new Wish(OFFICIAL, rsa)).getExtensions();
    var all =
        Arrays.stream(sound.getExtensionOIDs()).map(sound::getExtension).toArray(Extension[]::new);
    return changed(
        profile, generator -> generator.setExtensions(new Extensions(change.apply(all))));
  }

  private static UnaryOperator<Extension[]> without(ASN1ObjectIdentifier id) {
    return all ->
        Arrays.stream(all).filter(each -> !each.getExtnId().equals(id)).toArray(Extension[]::new);
  }

  private static UnaryOperator<Extension[]> with(
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

  private static Time utc(Instant at) {
    return new Time(Date.from(at));
  }

  @Test
  void whatTheProfilesWriteIsSound() throws Exception {
    assertThat(official(new Wish(OFFICIAL, rsa))).isEmpty();
    assertThat(official(new Wish(OFFICIAL, ec))).isEmpty();
    var host = new X500Name("CN=sso.langson.gov.vn");
    assertThat(
            rules(
                written("tls-server", new Wish(host, List.of("sso.langson.gov.vn"), ec, null)),
                TestProfiles.get("tls-server"),
                issuer))
        .isEmpty();
    var house = new X500Name("C=VN,O=Antin,CN=House");
    for (var profile : List.of("time-stamping", "ocsp-responder", "tls-client")) {
      assertThat(rules(written(profile, new Wish(house, ec)), TestProfiles.get(profile), issuer))
          .as(profile)
          .isEmpty();
    }
  }

  @Test
  void aRootSignsForItselfAndAnAuthorityBelowIt() throws Exception {
    var root = Certifier.self("root", new X500Name("C=VN,O=Antin,CN=Root"), curve("secp384r1"));
    var profile = TestProfiles.get("root-authority");
    var certificate =
        new ToBeSigned(profile, root, ADDRESSES)
            .write(new Wish(root.name(), root.key()), SERIAL, ECDSA, NOW);

    assertThat(rules(certificate, profile, root)).isEmpty();
    assertThat(
            rules(
                written("issuing-authority", new Wish(issuer.name(), ec)),
                TestProfiles.get("issuing-authority"),
                issuer))
        .as("a path length of 0 has no authority below it")
        .contains("issuer-path-length");
  }

  @Test
  void serialNumbersAreLongPositiveAndNotTooLong() throws Exception {
    var wrong =
        List.of(
            BigInteger.ZERO,
            BigInteger.valueOf(-5),
            BigInteger.TWO.pow(62),
            BigInteger.TWO.pow(160));
    for (var serial : wrong) {
      assertThat(changed(it -> it.setSerialNumber(new ASN1Integer(serial))))
          .containsExactly("serial-number");
    }
  }

  @Test
  void weakOrMisshapenAlgorithmsAreFound() throws Exception {
    var finder = new DefaultSignatureAlgorithmIdentifierFinder();
    assertThat(changed(it -> it.setSignature(finder.find("SHA1withECDSA"))))
        .contains("signature-algorithm");
    assertThat(
            changed(it ->
                it.setSignature(new AlgorithmIdentifier(ECDSA.getAlgorithm(), DERNull.INSTANCE))))
        .contains("signature-algorithm");
    assertThat(changed(it -> it.setSignature(finder.find("SHA256withRSA"))))
        .containsExactly("issuer-algorithm");
  }

  @Test
  void timesAreEncodedAsTheirYearWants() throws Exception {
    assertThat(
            changed(it ->
                it.setEndDate(new Time(new ASN1GeneralizedTime(Date.from(NOW.plusSeconds(60)))))))
        .containsExactly("validity-encoding");
    assertThat(changed(it -> it.setEndDate(utc(NOW.minus(Duration.ofDays(1))))))
        .contains("validity-order");
    assertThat(changed(it -> it.setStartDate(utc(NOW.minus(Duration.ofDays(1))))))
        .contains("backdating", "lifetime");
    assertThat(changed(it -> it.setStartDate(utc(NOW.plusSeconds(60))))).contains("backdating");
    assertThat(changed(it -> it.setEndDate(utc(NOW.plus(Duration.ofDays(1200))))))
        .containsExactly("lifetime");
    assertThat(changed(it -> it.setEndDate(utc(NOW.plus(Duration.ofDays(4100))))))
        .contains("issuer-outlived");
  }

  @Test
  void aCertificateEndsWithItsIssuer() throws Exception {
    var soon =
        new Certifier(
            "issuing",
            issuer.name(),
            issuer.key(),
            issuer.keyIdentifier(),
            issuer.notBefore(),
            NOW.plus(Duration.ofDays(10)),
            0,
            false);
    var profile = TestProfiles.get("official");
    var certificate =
        new ToBeSigned(profile, soon, ADDRESSES).write(new Wish(OFFICIAL, rsa), SERIAL, ECDSA, NOW);

    assertThat(certificate.getEndDate().getDate().toInstant()).isEqualTo(soon.notAfter());
    assertThat(rules(certificate, profile, soon)).isEmpty();
    var over =
        new Certifier(
            "issuing",
            issuer.name(),
            issuer.key(),
            issuer.keyIdentifier(),
            issuer.notBefore(),
            NOW.minusSeconds(1),
            0,
            false);
    assertThat(rules(certificate, profile, over)).contains("issuer-in-force", "issuer-outlived");
  }

  @Test
  void namesAreBoundedCompleteAndOfTheProfile() throws Exception {
    assertThat(official(new Wish(name(BCStyle.CN, "A".repeat(65)), rsa)))
        .containsExactly("subject-length");
    assertThat(official(new Wish(name(BCStyle.CN, "Ễ".repeat(64)), rsa))).isEmpty();
    assertThat(official(new Wish(name(BCStyle.O, ""), rsa))).contains("subject-length");
    assertThat(official(new Wish(name(BCStyle.CN, " An"), rsa))).containsExactly("subject-text");
    assertThat(official(new Wish(name(BCStyle.CN, "An\u202E"), rsa)))
        .containsExactly("subject-text");
    assertThat(official(new Wish(name(BCStyle.BUSINESS_CATEGORY, "x"), rsa)))
        .containsExactly("subject-attributes");
    assertThat(official(new Wish(new X500Name("C=VN,CN=An"), rsa)))
        .containsExactly("subject-required");
    assertThat(official(new Wish(new X500Name("C=vn,CN=An,UID=1"), rsa)))
        .containsExactly("subject-text");
    assertThat(official(new Wish(new X500Name("C=VN,CN=An,CN=Binh,UID=1"), rsa)))
        .containsExactly("subject-repeated");
    assertThat(
            changed(it ->
                it.setSubject(
                    new X500NameBuilder(BCStyle.INSTANCE)
                        .addRDN(BCStyle.C, new DERUTF8String("VN"))
                        .addRDN(BCStyle.CN, "An")
                        .addRDN(BCStyle.UID, "1")
                        .build())))
        .containsExactly("subject-encoding");
    assertThat(changed(it -> it.setIssuer(new X500Name("C=VN,O=Antin,CN=issuing"))))
        .containsExactly("issuer-name");
  }

  @Test
  void hostNamesAreWholeAndLowerCase() throws Exception {
    for (var host : List.of("*.gov.vn", "Sso.gov.vn", "localhost", "10.0.0.1", "a_b.gov.vn")) {
      var wish = new Wish(new X500Name("CN=x"), List.of(host), ec, null);
      assertThat(rules(written("tls-server", wish), TestProfiles.get("tls-server"), issuer))
          .as(host)
          .containsExactly("host-names");
    }
    assertThat(
            extended(
                with(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(new GeneralName(GeneralName.dNSName, "a.vn")))))
        .containsExactly("host-names");
  }

  @Test
  void extensionsAreThoseOfTheProfileOnceAndAsCriticalAsTheyMustBe() throws Exception {
    assertThat(extended(with(Extension.basicConstraints, true, new BasicConstraints(0))))
        .contains("basic-constraints");
    assertThat(extended(with(Extension.basicConstraints, false, new BasicConstraints(false))))
        .containsExactly("criticality");
    assertThat(extended(without(Extension.basicConstraints))).containsExactly("basic-constraints");
    assertThat(extended(with(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))))
        .containsExactly("key-usage");
    assertThat(
            extended(
                with(
                    Extension.keyUsage,
                    true,
                    new KeyUsage(KeyUsage.digitalSignature | KeyUsage.keyCertSign))))
        .containsExactly("key-usage", "key-usage-authority");
    assertThat(
            extended(
                with(
                    Extension.subjectKeyIdentifier, false, new SubjectKeyIdentifier(new byte[20]))))
        .containsExactly("subject-key-identifier");
    assertThat(extended(without(Extension.authorityKeyIdentifier)))
        .containsExactly("authority-key-identifier");
    assertThat(extended(without(Extension.cRLDistributionPoints)))
        .containsExactly("status-addresses");
    assertThat(extended(with(OCSPObjectIdentifiers.id_pkix_ocsp_nocheck, false, DERNull.INSTANCE)))
        .containsExactly("no-check");
    assertThat(
            extended(
                with(new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.1"), false, DERNull.INSTANCE)))
        .containsExactly("extension-known");
    assertThat(
            extended(
                with(
                    Extension.certificatePolicies,
                    false,
                    new CertificatePolicies(
                        new PolicyInformation(new ASN1ObjectIdentifier("2.5.29.32.0"))))))
        .containsExactly("policies");
  }

  @Test
  void anExtensionThatIsThereTwiceIsNotEvenRead() throws Exception {
    var one =
        new DERSequence(
            new ASN1Encodable[] {Extension.subjectKeyIdentifier, new DEROctetString(new byte[2])});
    var sound = (ASN1Sequence) written("official", new Wish(OFFICIAL, rsa)).toASN1Primitive();
    var fields = sound.toArray();
    fields[fields.length - 1] =
        new DERTaggedObject(true, 3, new DERSequence(new ASN1Encodable[] {one, one}));
    var der = new DERSequence(fields).getEncoded(ASN1Encoding.DER);

    assertThat(Lint.look(der, TestProfiles.get("official"), issuer, NOW))
        .extracting(Finding::rule)
        .containsExactly("readable");
  }

  @Test
  void purposesAreThoseOfTheProfile() throws Exception {
    assertThat(
            extended(
                with(
                    Extension.extendedKeyUsage,
                    false,
                    new ExtendedKeyUsage(KeyPurposeId.anyExtendedKeyUsage))))
        .containsExactly("purposes");
    assertThat(
            extended(
                "tls-client",
                with(
                    Extension.extendedKeyUsage,
                    true,
                    new ExtendedKeyUsage(
                        new KeyPurposeId[] {
                          KeyPurposeId.id_kp_timeStamping, KeyPurposeId.id_kp_clientAuth
                        }))))
        .contains("purposes", "purposes-time", "criticality");
    assertThat(
            changed(it ->
                it.setSubjectPublicKeyInfo(SubjectPublicKeyInfo.getInstance(ec.getEncoded()))))
        .as("the identifier is of another key")
        .containsExactly("subject-key-identifier");
  }

  @Test
  void keysThatDoNotEncipherAreNotSaidToDo() throws Exception {
    var profile = TestProfiles.get("official");
    var odd =
        new Profile(
            profile.kind(),
            profile.lifetime(),
            profile.required(),
            profile.optional(),
            profile.keys(),
            List.of(vn.antin.signing.authority.profile.KeyUse.KEY_ENCIPHERMENT),
            List.of(),
            List.of(),
            List.of(),
            false,
            true);
    var certificate =
        new ToBeSigned(odd, issuer, ADDRESSES).write(new Wish(OFFICIAL, ec), SERIAL, ECDSA, NOW);

    assertThat(rules(certificate, odd, issuer)).containsExactly("key-usage-key");
  }

  @Test
  void weakKeysAreFound() throws Exception {
    var random = new Random(7);
    var p = BigInteger.probablePrime(1024, random);
    assertThat(official(key(p.multiply(p.nextProbablePrime())))).contains("rsa-close-primes");
    var large = BigInteger.probablePrime(1024, random);
    assertThat(
            official(
                key(
                    large
                        .multiply(BigInteger.probablePrime(1015, random))
                        .multiply(BigInteger.valueOf(503)))))
        .contains("rsa-small-factor");
    assertThat(official(key(faulty(random).multiply(faulty(random))))).contains("rsa-roca");
    var exponent =
        KeyFactory.getInstance("RSA")
            .generatePublic(
                new RSAPublicKeySpec(
                    ((java.security.interfaces.RSAPublicKey) rsa).getModulus(),
                    BigInteger.valueOf(3)));
    assertThat(official(new Wish(OFFICIAL, exponent))).containsExactly("rsa-exponent");
    assertThat(official(key(BigInteger.probablePrime(1024, random)))).contains("key-kind");
    assertThat(official(new Wish(OFFICIAL, issuer.key()))).containsExactly("issuers-key");
  }

  private static Wish key(BigInteger modulus) throws Exception {
    return new Wish(
        OFFICIAL,
        KeyFactory.getInstance("RSA")
            .generatePublic(new RSAPublicKeySpec(modulus, BigInteger.valueOf(65_537))));
  }

  /** A prime as the faulty library made them: k·M + 65537^a mod M. */
  private static BigInteger faulty(Random random) {
    var product = BigInteger.ONE;
    var prime = BigInteger.TWO;
    for (int i = 0; i < 71; i++) {
      product = product.multiply(prime);
      prime = prime.nextProbablePrime();
    }
    while (true) {
      var power = BigInteger.valueOf(65_537).modPow(new BigInteger(200, random), product);
      var factor =
          new BigInteger(1024 - product.bitLength(), random).setBit(1024 - product.bitLength());
      var candidate = factor.multiply(product).add(power);
      if (candidate.isProbablePrime(20)) {
        return candidate;
      }
    }
  }

  @Test
  void pointsOffTheCurveAndUnnamedCurvesAreFound() throws Exception {
    var info = SubjectPublicKeyInfo.getInstance(ec.getEncoded());
    var point = info.getPublicKeyData().getOctets();
    point[40] ^= 1;
    assertThat(
            changed(it ->
                it.setSubjectPublicKeyInfo(new SubjectPublicKeyInfo(info.getAlgorithm(), point))))
        .isNotEmpty();
    var named =
        org.bouncycastle.asn1.x9.X9ECParameters.getInstance(
            org.bouncycastle.asn1.sec.SECNamedCurves.getByName("secp256r1"));
    assertThat(
            changed(it ->
                it.setSubjectPublicKeyInfo(
                    new SubjectPublicKeyInfo(
                        new AlgorithmIdentifier(info.getAlgorithm().getAlgorithm(), named),
                        info.getPublicKeyData().getOctets()))))
        .isNotEmpty();
  }

  @Test
  void bytesThatAreNoCertificateAreAFindingNotAFault() {
    var profile = TestProfiles.get("official");
    var random = new Random(3);
    for (int i = 0; i < 2_000; i++) {
      var bytes = new byte[random.nextInt(200)];
      random.nextBytes(bytes);
      assertThat(Lint.look(bytes, profile, issuer, NOW)).isNotEmpty();
    }
  }

  @Test
  void everyChangedByteOfASoundCertificateIsReadWithoutAFault() throws Exception {
    var profile = TestProfiles.get("official");
    var sound = written("official", new Wish(OFFICIAL, ec)).getEncoded(ASN1Encoding.DER);
    var seen = new TreeSet<String>();
    for (int i = 0; i < sound.length; i++) {
      var broken = sound.clone();
      broken[i] ^= 0x15;
      Lint.look(broken, profile, issuer, NOW).forEach(found -> seen.add(found.rule()));
    }
    assertThat(seen).contains("readable", "issuer-name");
    assertThat(Lint.rules()).containsAll(seen.stream().filter(r -> !r.equals("readable")).toList());
  }
}
