package vn.antin.signing.signature;

import vn.antin.signing.certificate.Credential;
import vn.antin.signing.document.Document;
import vn.antin.signing.engine.DocumentSource;
import vn.antin.signing.engine.PreparedSignature;
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

  DocumentSource source() {
    return source;
  }

  public Document document() {
    return document;
  }

  Credential credential() {
    return credential;
  }

  SigningAlgorithm algorithm() {
    return prepared.algorithm();
  }
}
