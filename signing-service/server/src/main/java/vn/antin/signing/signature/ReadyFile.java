package vn.antin.signing.signature;

import java.util.List;
import vn.antin.signing.engine.PreparedSignature;
import vn.antin.signing.engine.ades.NamedDocument;
import vn.antin.signing.token.SigningAlgorithm;

/** A file's signature that lacks only its value; used once. */
public final class ReadyFile {
  private final PreparedSignature prepared;
  private final NamedDocument document;
  private final FileForm form;
  private final SignatureLevel level;

  ReadyFile(
      PreparedSignature prepared, NamedDocument document, FileForm form, SignatureLevel level) {
    this.prepared = prepared;
    this.document = document;
    this.form = form;
    this.level = level;
  }

  /** Hash of what the key signs, by the digest of {@link #algorithm}. */
  public byte[] digest() {
    return prepared.hash().bytes();
  }

  public SigningAlgorithm algorithm() {
    return prepared.algorithm();
  }

  public FileForm form() {
    return form;
  }

  PreparedSignature prepared() {
    return prepared;
  }

  NamedDocument document() {
    return document;
  }

  List<NamedDocument> documents() {
    return List.of(document);
  }

  SignatureLevel level() {
    return level;
  }
}
