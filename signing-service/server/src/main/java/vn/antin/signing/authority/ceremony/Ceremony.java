package vn.antin.signing.authority.ceremony;

import java.io.IOException;
import java.io.Serial;
import java.io.StringReader;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
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

  private final Profiles profiles;
  private final StatusAddresses addresses;
  private final String name;
  private final InstantSource time;

  Ceremony(Profiles profiles, StatusAddresses addresses, String name, InstantSource time) {
    this.profiles = profiles;
    this.addresses = addresses;
    this.name = name;
    this.time = time;
  }

  Root found(Path folder, char[] passphrase, String subject)
      throws IOException, GeneralSecurityException, Refused {
    if (Files.exists(folder.resolve("root.p12"))) {
      throw new Refused(folder + " has a root already");
    }
    var pair = Root.newKey();
    var subjectName = name(subject);
    var certificate =
        certify(
            Certifier.self(name, subjectName, pair.getPublic()),
            Profiles.ROOT,
            new Wish(subjectName, pair.getPublic()),
            pair.getPrivate());
    var root = Root.create(folder, passphrase, pair.getPrivate(), certificate);
    root.record(time.instant() + " founded " + describe(certificate));
    return root;
  }

  /** Signs the request of an issuing authority. */
  X509Certificate sign(Root root, String request)
      throws IOException, GeneralSecurityException, Refused {
    var wish = read(request);
    root.record(time.instant() + " signing a request of " + wish.subject());
    var certificate =
        certify(Certifier.of(name, root.certificate()), Profiles.ISSUING, wish, root.key());
    var serial = Certificates.serialNumber(certificate);
    root.write(
        "issued/" + serial + ".pem",
        Certificates.pem("CERTIFICATE", Certificates.encode(certificate)));
    root.record(time.instant() + " signed " + describe(certificate));
    return certificate;
  }

  /** Makes the root's list, with what the folder says was taken back. */
  byte[] list(Root root) throws IOException, Refused {
    var now = time.instant().truncatedTo(ChronoUnit.SECONDS);
    var number = root.nextNumber();
    root.record(now + " making list " + number);
    var lines =
        Files.exists(root.revoked()) ? Files.readAllLines(root.revoked()) : List.<String>of();
    var der =
        new CrlWriter(Certifier.of(name, root.certificate()), addresses, true)
            .offline(lines, number, now, now.plus(LIST_VALID), root.signer());
    root.write("root.crl.pem", Certificates.pem("X509 CRL", der));
    root.record(time.instant() + " made list " + number + " with " + lines.size() + " entries");
    return der;
  }

  /** Notes that a certificate of this root is taken back; the next list says so. */
  void revoke(Root root, String serialNumber, int reason) throws IOException, Refused {
    if (!root.issued(serialNumber)) {
      throw new Refused("this root signed no certificate " + serialNumber);
    }
    var line = serialNumber + " " + reason + " " + time.instant().truncatedTo(ChronoUnit.SECONDS);
    Files.writeString(
        root.revoked(), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    root.record(time.instant() + " revoked " + line);
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

  private static Wish read(String pem) throws Refused {
    try (var parser = new PEMParser(new StringReader(pem))) {
      if (!(parser.readObject() instanceof PKCS10CertificationRequest request)) {
        throw new Refused("the file holds no certification request");
      }
      var key = new JcaPKCS10CertificationRequest(request).getPublicKey();
      if (!request.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key))) {
        throw new Refused("the request is not signed by its own key");
      }
      return new Wish(request.getSubject(), key);
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
      return new X500Name(BCStyle.INSTANCE, subject);
    } catch (IllegalArgumentException e) {
      throw new Refused("no name: " + e.getMessage());
    }
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
