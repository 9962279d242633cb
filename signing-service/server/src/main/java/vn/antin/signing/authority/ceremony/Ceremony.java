package vn.antin.signing.authority.ceremony;

import java.io.IOException;
import java.io.Serial;
import java.io.StringReader;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;
import vn.antin.signing.authority.crl.CrlWriter;
import vn.antin.signing.authority.lint.Lint;
import vn.antin.signing.authority.profile.Certifier;
import vn.antin.signing.authority.profile.Profile;
import vn.antin.signing.authority.profile.Profiles;
import vn.antin.signing.authority.profile.SignedCertificate;
import vn.antin.signing.authority.profile.StatusAddresses;
import vn.antin.signing.authority.profile.ToBeSigned;
import vn.antin.signing.authority.profile.Wish;
import vn.antin.signing.certificate.Certificates;
import vn.antin.signing.certificate.CrlReason;
import vn.antin.signing.token.ceremony.Operators;

/** The acts of the ceremony. */
final class Ceremony {
  /** What an operator is told. */
  static final class Refused extends Exception {
    @Serial private static final long serialVersionUID = 1L;

    Refused(String why) {
      super(why, null, false, false);
    }
  }

  /** The next meeting is within a year. */
  private static final Duration LIST_VALID = Duration.ofDays(365);

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int SERIAL_BITS = 127;

  private static final int LONGEST_SUBJECT = 1000;

  /** Control, format and unassigned characters, halves of a pair, ends of lines and paragraphs. */
  private static final Pattern HIDDEN = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}\\x{FFFD}]");

  private final Profiles profiles;
  private final StatusAddresses addresses;
  private final String name;
  private final Operators operators;
  private final InstantSource time;

  Ceremony(
      Profiles profiles,
      StatusAddresses addresses,
      String name,
      Operators operators,
      InstantSource time) {
    this.profiles = profiles;
    this.addresses = addresses;
    this.name = name;
    this.operators = operators;
    this.time = time;
  }

  /**
   * Makes a root and its first list. Nothing is written before every operator has their share.
   *
   * @return the signed record
   */
  String found(RootFolder folder, String subject, int threshold, int shares)
      throws IOException, GeneralSecurityException, Refused {
    folder.requireEmpty();
    var pair = Root.newKey();
    var subjectName = name(subject);
    var certificate =
        certify(
            Certifier.self(name, subjectName, pair.getPublic()),
            Profiles.ROOT,
            new Wish(subjectName, pair.getPublic()),
            pair.getPrivate());
    var secret = new byte[SealedKey.SECRET_LENGTH];
    try {
      RANDOM.nextBytes(secret);
      var holders = operators.share(secret, threshold, shares);
      folder.fill(unfinished -> {
        unfinished.write(
            "root.pem", Certificates.pem("CERTIFICATE", Certificates.encode(certificate)));
        var root = new Root(unfinished, certificate, pair.getPrivate(), holders.text());
        keep(root, "root made", secret);
        root.folder().record(time.instant() + " founded " + describe(certificate));
        list(root, NextList.FIRST);
      });
      return folder.kept(1);
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }

  /**
   * Gives the key of a root to new operators, or to the same with new shares.
   *
   * @return the signed record
   */
  String shareAnew(Root root, int threshold, int shares)
      throws IOException, GeneralSecurityException, Refused {
    var secret = new byte[SealedKey.SECRET_LENGTH];
    try {
      RANDOM.nextBytes(secret);
      var holders = operators.share(secret, threshold, shares);
      var opened = root.present();
      root.folder().record(time.instant() + " sharing anew, opened by " + oneLine(opened));
      var record =
          keep(
              new Root(root.folder(), root.certificate(), root.key(), holders.text()),
              "key shared anew",
              secret);
      root.folder().record(time.instant() + " shared anew as " + holders.fingerprint());
      return record;
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }

  /** Seals the key below the record of who holds what opens it. */
  private String keep(Root root, String deed, byte[] secret)
      throws IOException, GeneralSecurityException {
    var certificate = root.certificate();
    var record =
        root.signed(
            time.instant(),
            """
            deed: %s
            certificate: %s
            algorithm: EC %s, %s
            public key, SHA-256: %s
            """
                .formatted(
                    deed,
                    describe(certificate),
                    Root.CURVE,
                    Root.ALGORITHM,
                    fingerprint(certificate.getPublicKey())));
    root.folder().writeKey(record + SealedKey.seal(root.key(), secret));
    root.folder().keep(record);
    return record;
  }

  /** Signs the request of an issuing authority. */
  X509Certificate sign(Root root, Wish wish) throws IOException, GeneralSecurityException, Refused {
    root.folder()
        .record(
            time.instant()
                + " signing a request of "
                + wish.subject()
                + ", opened by "
                + oneLine(root.present()));
    var certificate =
        certify(Certifier.of(name, root.certificate()), Profiles.ISSUING, wish, root.key());
    var serial = Certificates.serialNumber(certificate);
    root.folder()
        .write(
            "issued/" + serial + ".pem",
            Certificates.pem("CERTIFICATE", Certificates.encode(certificate)));
    root.folder().record(time.instant() + " signed " + describe(certificate));
    root.folder()
        .keep(
            root.signed(
                time.instant(),
                """
                deed: authority signed
                certificate: %s
                public key, SHA-256: %s
                """
                    .formatted(describe(certificate), fingerprint(wish.key()))));
    return certificate;
  }

  /** Makes the root's list, which says what the operators saw before. */
  void list(Root root, NextList next) throws IOException, GeneralSecurityException {
    var now = time.instant().truncatedTo(ChronoUnit.SECONDS);
    var number = next.number();
    root.folder().record(now + " making list " + number + ", opened by " + oneLine(root.present()));
    var entries = next.entries();
    var der =
        new CrlWriter(Certifier.of(name, root.certificate()), addresses, true)
            .offline(entries, number, now, now.plus(LIST_VALID), root.signer());
    root.folder().write(RootFolder.LIST, Certificates.pem("X509 CRL", der));
    root.folder()
        .record(time.instant() + " made list " + number + " with " + entries.size() + " entries");
    root.folder()
        .keep(
            root.signed(
                time.instant(),
                "deed: list %d made, %d entries, valid until %s\n%s"
                    .formatted(number, entries.size(), now.plus(LIST_VALID), next.text())));
  }

  /** The next list when it takes this back too; refuses what would take nothing back. */
  NextList revoking(RootFolder folder, String serialNumber, int reason)
      throws IOException, GeneralSecurityException, Refused {
    if (!folder.issued(serialNumber)) {
      throw new Refused("this root signed no certificate " + serialNumber);
    }
    var next = NextList.of(folder);
    if (next.has(serialNumber)) {
      throw new Refused("certificate " + serialNumber + " is taken back already");
    }
    if (CrlReason.of(reason).filter(each -> each != CrlReason.CERTIFICATE_HOLD).isEmpty()) {
      throw new Refused("no reason " + reason + " ends a certificate (RFC 5280 5.3.1)");
    }
    return next.with(
        serialNumber + " " + reason + " " + time.instant().truncatedTo(ChronoUnit.SECONDS));
  }

  /** Takes back what is last in this list, and makes the list. */
  void revoke(Root root, NextList next) throws IOException, GeneralSecurityException {
    var line = next.added().getLast();
    root.folder().record(time.instant() + " revoking " + line);
    root.folder().revoke(line);
    list(root, next);
    root.folder().record(time.instant() + " revoked " + line);
  }

  private static String oneLine(String lines) {
    return lines.strip().replace("\n", "; ");
  }

  static String fingerprint(PublicKey key) {
    return HexFormat.of().formatHex(Certificates.sha256(key.getEncoded()));
  }

  private X509Certificate certify(Certifier issuer, String profileName, Wish wish, PrivateKey key)
      throws GeneralSecurityException, IOException, Refused {
    Profile profile =
        profiles
            .find(profileName)
            .orElseThrow(() -> new Refused("no profile " + profileName))
            .profile();
    var now = time.instant();
    var content =
        new ToBeSigned(profile, issuer, addresses)
            .write(
                wish,
                new BigInteger(SERIAL_BITS, RANDOM).setBit(SERIAL_BITS - 1),
                new DefaultSignatureAlgorithmIdentifierFinder().find(Root.ALGORITHM),
                now);
    var der = content.getEncoded(ASN1Encoding.DER);
    var findings = Lint.look(der, profile, issuer, now);
    if (!findings.isEmpty()) {
      throw new Refused("nothing was signed: " + findings);
    }
    var signature = Signature.getInstance(Root.ALGORITHM);
    signature.initSign(key);
    signature.update(der);
    return SignedCertificate.certificate(content, der, signature.sign(), issuer.key());
  }

  /** What a request wishes, when its own key signed it and its subject can be shown. */
  static Wish read(String pem) throws Refused {
    try (var parser = new PEMParser(new StringReader(pem))) {
      if (!(parser.readObject() instanceof PKCS10CertificationRequest request)) {
        throw new Refused("the file holds no certification request");
      }
      var key = new JcaPKCS10CertificationRequest(request).getPublicKey();
      if (!request.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key))) {
        throw new Refused("the request is not signed by its own key");
      }
      return new Wish(shown(request.getSubject()), key);
    } catch (IOException
        | PKCSException
        | OperatorCreationException
        | GeneralSecurityException
        | IllegalArgumentException e) {
      throw new Refused("the request cannot be read: " + e.getMessage());
    }
  }

  private static X500Name name(String subject) throws Refused {
    try {
      return shown(new X500Name(BCStyle.INSTANCE, subject));
    } catch (IllegalArgumentException e) {
      throw new Refused("no name: " + e.getMessage());
    }
  }

  /** Refuses what could write something else on a terminal or into a record than a name. */
  private static X500Name shown(X500Name name) throws Refused {
    var text = name.toString();
    if (text.length() > LONGEST_SUBJECT) {
      throw new Refused("the subject is longer than " + LONGEST_SUBJECT + " characters");
    }
    if (HIDDEN.matcher(text).find()) {
      throw new Refused("the subject has characters that do not show");
    }
    return name;
  }

  private static String describe(X509Certificate certificate) {
    return certificate.getSubjectX500Principal()
        + ", serial number "
        + Certificates.serialNumber(certificate)
        + ", until "
        + certificate.getNotAfter().toInstant()
        + ", SHA-256 "
        + Certificates.fingerprint(certificate);
  }
}
