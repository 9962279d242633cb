package vn.antin.signing.authority.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.signing.authority.lint.Linted.ADDRESSES;
import static vn.antin.signing.authority.lint.Linted.EC;
import static vn.antin.signing.authority.lint.Linted.ECDSA;
import static vn.antin.signing.authority.lint.Linted.ISSUER;
import static vn.antin.signing.authority.lint.Linted.NOW;
import static vn.antin.signing.authority.lint.Linted.OFFICIAL;
import static vn.antin.signing.authority.lint.Linted.RSA;
import static vn.antin.signing.authority.lint.Linted.SERIAL;
import static vn.antin.signing.authority.lint.Linted.changed;
import static vn.antin.signing.authority.lint.Linted.curve;
import static vn.antin.signing.authority.lint.Linted.extended;
import static vn.antin.signing.authority.lint.Linted.name;
import static vn.antin.signing.authority.lint.Linted.official;
import static vn.antin.signing.authority.lint.Linted.rules;
import static vn.antin.signing.authority.lint.Linted.utc;
import static vn.antin.signing.authority.lint.Linted.with;
import static vn.antin.signing.authority.lint.Linted.without;
import static vn.antin.signing.authority.lint.Linted.written;

import java.math.BigInteger;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
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
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.qualified.QCStatement;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import org.junit.jupiter.api.Test;
import vn.antin.signing.authority.profile.Certifier;
import vn.antin.signing.authority.profile.KeyUse;
import vn.antin.signing.authority.profile.Profile;
import vn.antin.signing.authority.profile.QcStatement;
import vn.antin.signing.authority.profile.TestProfiles;
import vn.antin.signing.authority.profile.ToBeSigned;
import vn.antin.signing.authority.profile.Wish;

@SuppressWarnings("JavaUtilDate") // BouncyCastle takes no other type.
final class LintTest {
  @Test
  void whatTheProfilesWriteIsSound() throws Exception {
    assertThat(official(new Wish(OFFICIAL, RSA))).isEmpty();
    assertThat(official(new Wish(OFFICIAL, EC))).isEmpty();
    var host = new X500Name("CN=sso.langson.gov.vn");
    assertThat(
            rules(
                written("tls-server", new Wish(host, List.of("sso.langson.gov.vn"), EC, null)),
                TestProfiles.get("tls-server"),
                ISSUER))
        .isEmpty();
    var house = new X500Name("C=VN,O=Antin,CN=House");
    for (var profile : List.of("time-stamping", "ocsp-responder", "tls-client")) {
      assertThat(rules(written(profile, new Wish(house, EC)), TestProfiles.get(profile), ISSUER))
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
                written("issuing-authority", new Wish(ISSUER.name(), EC)),
                TestProfiles.get("issuing-authority"),
                ISSUER))
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
            ISSUER.name(),
            ISSUER.key(),
            ISSUER.keyIdentifier(),
            ISSUER.notBefore(),
            NOW.plus(Duration.ofDays(10)),
            0,
            false);
    var profile = TestProfiles.get("official");
    var certificate =
        new ToBeSigned(profile, soon, ADDRESSES).write(new Wish(OFFICIAL, RSA), SERIAL, ECDSA, NOW);

    assertThat(certificate.getEndDate().getDate().toInstant()).isEqualTo(soon.notAfter());
    assertThat(rules(certificate, profile, soon)).isEmpty();
    var over =
        new Certifier(
            "issuing",
            ISSUER.name(),
            ISSUER.key(),
            ISSUER.keyIdentifier(),
            ISSUER.notBefore(),
            NOW.minusSeconds(1),
            0,
            false);
    assertThat(rules(certificate, profile, over)).contains("issuer-in-force", "issuer-outlived");
  }

  @Test
  void namesAreBoundedCompleteAndOfTheProfile() throws Exception {
    assertThat(official(new Wish(name(BCStyle.CN, "A".repeat(65)), RSA)))
        .containsExactly("subject-length");
    assertThat(official(new Wish(name(BCStyle.CN, "Ễ".repeat(64)), RSA))).isEmpty();
    assertThat(official(new Wish(name(BCStyle.O, ""), RSA))).contains("subject-length");
    assertThat(official(new Wish(name(BCStyle.CN, " An"), RSA))).containsExactly("subject-text");
    assertThat(official(new Wish(name(BCStyle.CN, "An\u202E"), RSA)))
        .containsExactly("subject-text");
    assertThat(official(new Wish(name(BCStyle.BUSINESS_CATEGORY, "x"), RSA)))
        .containsExactly("subject-attributes");
    assertThat(official(new Wish(new X500Name("C=VN,CN=An"), RSA)))
        .containsExactly("subject-required");
    assertThat(official(new Wish(new X500Name("C=vn,CN=An,UID=1"), RSA)))
        .containsExactly("subject-text");
    assertThat(official(new Wish(new X500Name("C=VN,CN=An,CN=Binh,UID=1"), RSA)))
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
      var wish = new Wish(new X500Name("CN=x"), List.of(host), EC, null);
      assertThat(rules(written("tls-server", wish), TestProfiles.get("tls-server"), ISSUER))
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
    var sound = (ASN1Sequence) written("official", new Wish(OFFICIAL, RSA)).toASN1Primitive();
    var fields = sound.toArray();
    fields[fields.length - 1] =
        new DERTaggedObject(true, 3, new DERSequence(new ASN1Encodable[] {one, one}));
    var der = new DERSequence(fields).getEncoded(ASN1Encoding.DER);

    assertThat(Lint.look(der, TestProfiles.get("official"), ISSUER, NOW))
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
                it.setSubjectPublicKeyInfo(SubjectPublicKeyInfo.getInstance(EC.getEncoded()))))
        .as("the identifier is of another key")
        .containsExactly("subject-key-identifier");
  }

  /** The profile of officials with other uses and statements. */
  private static Profile profile(List<KeyUse> uses, List<QcStatement> statements) {
    var usual = TestProfiles.get("official");
    return new Profile(
        usual.kind(),
        usual.lifetime(),
        usual.required(),
        usual.optional(),
        usual.keys(),
        uses,
        List.of(),
        List.of(),
        statements,
        false,
        true);
  }

  @Test
  void keysThatDoNotEncipherAreNotSaidToDo() throws Exception {
    var odd = profile(List.of(KeyUse.KEY_ENCIPHERMENT), List.of());
    var certificate =
        new ToBeSigned(odd, ISSUER, ADDRESSES).write(new Wish(OFFICIAL, EC), SERIAL, ECDSA, NOW);

    assertThat(rules(certificate, odd, ISSUER)).containsExactly("key-usage-key");
  }

  @Test
  void qualifiedStatementsAreThoseOfTheProfile() throws Exception {
    var qualified =
        profile(
            TestProfiles.get("official").keyUsage(),
            List.of(QcStatement.COMPLIANCE, QcStatement.TYPE_SIGNATURE));
    var certificate =
        new ToBeSigned(qualified, ISSUER, ADDRESSES)
            .write(new Wish(OFFICIAL, EC), SERIAL, ECDSA, NOW);

    assertThat(rules(certificate, qualified, ISSUER)).isEmpty();
    var statements =
        QCStatement.getInstance(
            ASN1Sequence.getInstance(
                    certificate.getExtensions().getExtensionParsedValue(Extension.qCStatements))
                .getObjectAt(1));
    assertThat(statements.getStatementId().getId()).isEqualTo("0.4.0.1862.1.6");
    assertThat(statements.getStatementInfo()).hasToString("[0.4.0.1862.1.6.1]");
  }

  @Test
  void bytesThatAreNoCertificateAreAFindingNotAFault() {
    var profile = TestProfiles.get("official");
    var random = new Random(3);
    for (int i = 0; i < 2_000; i++) {
      var bytes = new byte[random.nextInt(200)];
      random.nextBytes(bytes);
      assertThat(Lint.look(bytes, profile, ISSUER, NOW)).isNotEmpty();
    }
  }

  @Test
  void everyChangedByteOfASoundCertificateIsReadWithoutAFault() throws Exception {
    var profile = TestProfiles.get("official");
    var sound = written("official", new Wish(OFFICIAL, EC)).getEncoded(ASN1Encoding.DER);
    var seen = new TreeSet<String>();
    for (int i = 0; i < sound.length; i++) {
      var broken = sound.clone();
      broken[i] ^= 0x15;
      Lint.look(broken, profile, ISSUER, NOW).forEach(found -> seen.add(found.rule()));
    }
    assertThat(seen).contains("readable", "issuer-name");
    assertThat(Lint.rules()).containsAll(seen.stream().filter(r -> !r.equals("readable")).toList());
  }
}
