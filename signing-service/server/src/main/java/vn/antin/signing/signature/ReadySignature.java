package vn.antin.signing.signature;

import vn.antin.signing.document.Document;
import vn.antin.signing.engine.PreparedSignature;
import vn.antin.signing.token.KeyLabel;
import vn.antin.signing.token.SigningAlgorithm;

/** A signature that lacks only its value; used once. */
public final class ReadySignature {
  private final PreparedSignature prepared;
  private final Document document;
  private final KeyLabel key;
  private final SigningAlgorithm algorithm;

  ReadySignature(
      PreparedSignature prepared, Document document, KeyLabel key, SigningAlgorithm algorithm) {
    this.prepared = prepared;
    this.document = document;
    this.key = key;
    this.algorithm = algorithm;
  }

  PreparedSignature prepared() {
    return prepared;
  }

  public Document document() {
    return document;
  }

  KeyLabel key() {
    return key;
  }

  SigningAlgorithm algorithm() {
    return algorithm;
  }
}
