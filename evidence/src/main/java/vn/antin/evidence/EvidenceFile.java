package vn.antin.evidence;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.antin.audit.json.Json;
import vn.antin.audit.proof.InclusionProof;

/** What an evidence file holds, as it stands there: nothing is believed yet. */
record EvidenceFile(
    Ground ground, Signature signature, Chain certificates, List<InclusionProof> signing) {
  static final String FORMAT = "antin-evidence-v1";

  EvidenceFile {
    signing = List.copyOf(signing);
  }

  /** What shows that the official wanted the signature. */
  sealed interface Ground {}

  /**
   * A USB token's key made the value itself; no agreement was asked for.
   *
   * @param credential as the logs name it
   * @param jws the job as the token agent got it (RFC 7515); null where another program signed
   * @param signedAttributes what the key signed (RFC 5652 section 5.4), DER
   */
  @SuppressWarnings("ArrayRecordComponent") // hashed and decoded, never compared
  record TokenUse(
      UUID job, UUID official, UUID credential, @Nullable String jws, byte[] signedAttributes)
      implements Ground {}

  /**
   * What auth-server kept.
   *
   * @param passkey null when the official confirmed otherwise
   * @param history what became of the official's passkeys, in order
   * @param proofs rows of auth-server's log about this approval
   */
  @SuppressWarnings("ArrayRecordComponent") // hashed and decoded, never compared
  record Agreement(
      Instant at,
      String method,
      byte[] random,
      byte[] encoding,
      @Nullable Assertion passkey,
      List<KeyEvent> history,
      List<InclusionProof> proofs)
      implements Ground {
    Agreement {
      history = List.copyOf(history);
      proofs = List.copyOf(proofs);
    }
  }

  /** What a passkey signed (WebAuthn §7.2). */
  @SuppressWarnings("ArrayRecordComponent") // handed to the check, never compared
  record Assertion(
      UUID passkey,
      byte[] attested,
      byte[] authenticatorData,
      byte[] clientData,
      byte[] signature) {}

  /**
   * Something that happened to a passkey: registered, closed (a copy was about) or removed.
   *
   * @param key SHA-256 of what its authenticator wrote
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by MessageDigest.isEqual
  record KeyEvent(UUID passkey, String event, byte[] key, Instant at) {}

  /**
   * How the hash was spent.
   *
   * @param signedHash of the signed document, null where only a value was made
   * @param value the signature's value, null where a document was made
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by MessageDigest.isEqual
  record Signature(
      byte[] hash, Instant at, byte @Nullable [] signedHash, byte @Nullable [] value) {}

  /**
   * The signer's certificate and its issuers, nearest first.
   *
   * @param ocsp answers of responders (RFC 6960, DER)
   */
  record Chain(List<X509Certificate> certificates, List<byte[]> ocsp) {
    Chain {
      certificates = List.copyOf(certificates);
      ocsp = List.copyOf(ocsp);
    }

    /** The signer's certificate, DER. */
    byte[] signer() {
      try {
        return certificates.getFirst().getEncoded();
      } catch (CertificateEncodingException e) {
        throw new IllegalArgumentException("the signer's certificate cannot be written", e);
      }
    }
  }

  /**
   * Reads a file's text.
   *
   * @throws IllegalArgumentException when it is no evidence of this format
   */
  static EvidenceFile read(String text) {
    Json.Members json = Json.parseMembers(text);
    if (!FORMAT.equals(json.textOrNull("format"))) {
      throw new IllegalArgumentException("the file is not of the format " + FORMAT);
    }
    Json.Members signature = json.members("signature");
    Json.Members certificate = json.members("certificate");
    return new EvidenceFile(
        json.has("token") ? token(json.members("token")) : agreement(json.members("agreement")),
        new Signature(
            bytes(signature, "hash"),
            time(signature, "at"),
            bytesOrNull(signature, "signedHash"),
            bytesOrNull(signature, "value")),
        new Chain(
            certificate.textItems("chain").stream().map(EvidenceFile::certificate).toList(),
            certificate.textItems("ocsp").stream().map(EvidenceFile::base64).toList()),
        proofs(json));
  }

  private static TokenUse token(Json.Members json) {
    return new TokenUse(
        UUID.fromString(json.text("job")),
        UUID.fromString(json.text("official")),
        UUID.fromString(json.text("credential")),
        json.textOrNull("jws"),
        bytes(json, "signedAttributes"));
  }

  private static Agreement agreement(Json.Members json) {
    return new Agreement(
        time(json, "at"),
        json.text("method"),
        bytes(json, "random"),
        bytes(json, "encoding"),
        json.has("passkey") ? assertion(json.members("passkey")) : null,
        json.memberItems("passkeyHistory").stream().map(EvidenceFile::event).toList(),
        proofs(json));
  }

  private static Assertion assertion(Json.Members json) {
    return new Assertion(
        UUID.fromString(json.text("id")),
        bytes(json, "attested"),
        bytes(json, "authenticatorData"),
        bytes(json, "clientData"),
        bytes(json, "signature"));
  }

  private static KeyEvent event(Json.Members json) {
    return new KeyEvent(
        UUID.fromString(json.text("passkey")),
        json.text("event"),
        bytes(json, "key"),
        time(json, "at"));
  }

  private static List<InclusionProof> proofs(Json.Members json) {
    return json.memberItems("audit").stream().map(InclusionProof::fromJson).toList();
  }

  private static X509Certificate certificate(String der) {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(base64(der)));
    } catch (CertificateException e) {
      throw new IllegalArgumentException("a certificate cannot be read", e);
    }
  }

  private static byte[] bytes(Json.Members json, String name) {
    return base64(json.text(name));
  }

  private static byte @Nullable [] bytesOrNull(Json.Members json, String name) {
    return json.has(name) ? bytes(json, name) : null;
  }

  private static byte[] base64(String text) {
    return Base64.getDecoder().decode(text);
  }

  private static Instant time(Json.Members json, String name) {
    try {
      return Instant.parse(json.text(name));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("\"" + name + "\" is not a time", e);
    }
  }
}
