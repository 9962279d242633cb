package vn.antin.signing.signature;

import vn.antin.signing.certificate.Credential;
import vn.antin.signing.document.Document;
import vn.antin.signing.engine.DocumentSource;
import vn.antin.signing.engine.PreparedSignature;
import vn.antin.signing.engine.pades.PadesSigner;
import vn.antin.signing.token.SigningAlgorithm;

/** A signature that lacks only its value; used once. */
public final class ReadySignature {
  private final PreparedSignature prepared;
  private final DocumentSource source;
  private final Document document;
  private final Credential credential;

  ReadySignature(
      PreparedSignature prepared, DocumentSource source, Document document, Credential credential) {
    this.prepared = prepared;
    this.source = source;
    this.document = document;
    this.credential = credential;
  }

  PreparedSignature prepared() {
    return prepared;
  }

  /** All of it but the document, for a store; {@link DocumentSigner#restore} reads it. */
  public byte[] encoded() {
    return prepared.encoded();
  }

  /** What the key signs: DER encoded signed attributes (RFC 5652 section 5.4). */
  public byte[] bytesToSign() {
    return prepared.bytesToSign();
  }

  /** Such as {@code RSA_PKCS1_SHA256}. */
  public String algorithmName() {
    return prepared.algorithm().name();
  }

  /** Whether the value is the certificate's over {@link #bytesToSign()}. */
  public boolean verifies(byte[] value) {
    return prepared.verifies(value);
  }

  DocumentSource source() {
    return source;
  }

  public Document document() {
    return document;
  }

  Credential credential() {
    return credential;
  }

  /** The level that was approved and prepared for. */
  SignatureLevel level() {
    return SignatureLevel.of(PadesSigner.level(prepared));
  }

  SigningAlgorithm algorithm() {
    return prepared.algorithm();
  }
}
