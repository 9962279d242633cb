package vn.antin.signing.authority.est;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;
import vn.antin.signing.authority.server.Server;
import vn.antin.signing.certificate.Certificates;

/** What a server brought: a certification request (RFC 2986) in base64. */
sealed interface CertificationRequest {
  /** The longest body that is looked at. */
  int LONGEST = 16 * 1024;

  /**
   * A request whose sender holds the key.
   *
   * @param commonNames of its subject
   * @param hostNames of its subject alternative name
   * @param otherNames whether that has names that are no host names
   * @param sha256 digest of the request
   */
  @SuppressWarnings("ArrayRecordComponent") // compared in the database
  record Proven(
      PublicKey key,
      List<String> commonNames,
      List<String> hostNames,
      boolean otherNames,
      byte[] sha256)
      implements CertificationRequest {
    public Proven {
      commonNames = List.copyOf(commonNames);
      hostNames = List.copyOf(hostNames);
    }

    /** Why this server may not ask for this; empty when it may. */
    String beyond(Server server) {
      if (otherNames) {
        return "only host names may be asked for";
      }
      if (!server.hostNames().containsAll(hostNames)) {
        return "a host name is not allowed for this server";
      }
      var known =
          commonNames.stream()
              .allMatch(name ->
                  name.isEmpty()
                      || name.equals(server.name())
                      || name.equals(server.id().toString())
                      || server.hostNames().contains(name.toLowerCase(Locale.ROOT)));
      return known ? "" : "the common name is not allowed for this server";
    }
  }

  /** Nothing that can be answered with a certificate. */
  record Unfit(String reason) implements CertificationRequest {}

  /** Depth of nesting that no request of ours needs. */
  int DEEPEST = 16;

  int LARGEST_RSA = 4096;

  Set<ASN1ObjectIdentifier> KEYS =
      Set.of(
          PKCSObjectIdentifiers.rsaEncryption,
          X9ObjectIdentifiers.id_ecPublicKey,
          EdECObjectIdentifiers.id_Ed25519);

  Set<ASN1ObjectIdentifier> SIGNATURES =
      Set.of(
          PKCSObjectIdentifiers.sha256WithRSAEncryption,
          PKCSObjectIdentifiers.sha384WithRSAEncryption,
          PKCSObjectIdentifiers.sha512WithRSAEncryption,
          PKCSObjectIdentifiers.id_RSASSA_PSS,
          X9ObjectIdentifiers.ecdsa_with_SHA256,
          X9ObjectIdentifiers.ecdsa_with_SHA384,
          X9ObjectIdentifiers.ecdsa_with_SHA512,
          EdECObjectIdentifiers.id_Ed25519);

  /** Reads the body of a call (RFC 8951 §3.1: base64, with white space or without). */
  static CertificationRequest read(String body) {
    byte[] der;
    try {
      der = Base64.getDecoder().decode(body.replaceAll("[ \t\r\n]", ""));
    } catch (IllegalArgumentException e) {
      return new Unfit("the body is not base64 of DER");
    }
    return of(der);
  }

  /** Reads DER. */
  static CertificationRequest of(byte[] der) {
    if (!Nesting.within(der, DEEPEST)) {
      return new Unfit("the body is not a certification request");
    }
    try {
      return proven(new JcaPKCS10CertificationRequest(der), der);
    } catch (IOException
        | GeneralSecurityException
        | OperatorCreationException
        | PKCSException
        | RuntimeException e) { // BouncyCastle's readers throw what they like
      return new Unfit("the body is not a certification request");
    }
  }

  private static CertificationRequest proven(JcaPKCS10CertificationRequest request, byte[] der)
      throws GeneralSecurityException, OperatorCreationException, PKCSException {
    var family = request.getSubjectPublicKeyInfo().getAlgorithm().getAlgorithm();
    if (!KEYS.contains(family)) {
      return new Unfit("the key is of no known kind");
    }
    var key = request.getPublicKey();
    if (key instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() > LARGEST_RSA) {
      return new Unfit("the key is too long");
    }
    if (!SIGNATURES.contains(request.getSignatureAlgorithm().getAlgorithm())) {
      return new Unfit("the request must be signed with SHA-2 or Ed25519");
    }
    if (!request.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key))) {
      return new Unfit("the request is not signed by its own key");
    }
    var hostNames = new ArrayList<String>();
    var others = false;
    var extensions = request.getRequestedExtensions();
    var names =
        extensions == null
            ? null
            : GeneralNames.fromExtensions(extensions, Extension.subjectAlternativeName);
    if (names != null) {
      for (var each : names.getNames()) {
        if (each.getTagNo() == GeneralName.dNSName) {
          hostNames.add(each.getName().toString().toLowerCase(Locale.ROOT));
        } else {
          others = true;
        }
      }
    }
    return new Proven(key, commonNames(request), hostNames, others, Certificates.sha256(der));
  }

  private static List<String> commonNames(JcaPKCS10CertificationRequest request) {
    var found = new ArrayList<String>();
    for (var relative : request.getSubject().getRDNs(BCStyle.CN)) {
      for (var each : relative.getTypesAndValues()) {
        if (each.getType().equals(BCStyle.CN)) {
          found.add(each.getValue() instanceof ASN1String text ? text.getString() : "?");
        }
      }
    }
    return found;
  }
}
