package vn.antin.signing.engine;

import java.util.concurrent.atomic.AtomicBoolean;
import vn.antin.signing.token.SigningAlgorithm;

/**
 * A signature that lacks only its value. Holds a few kilobytes, not the document. Redeemed at most
 * once.
 */
public final class PreparedSignature {

  private final DocumentSource document;
  private final Hash documentDigest;
  private final PadesRequest request;
  private final byte[] signedAttributes;
  private final byte[] tail;
  private final int contentsOffset;
  private final int contentsCapacity;
  private final AtomicBoolean redeemed = new AtomicBoolean();

  PreparedSignature(
      DocumentSource document,
      Hash documentDigest,
      PadesRequest request,
      byte[] signedAttributes,
      SignatureTail tail) {
    this.document = document;
    this.documentDigest = documentDigest;
    this.request = request;
    this.signedAttributes = signedAttributes;
    this.tail = tail.bytes();
    this.contentsOffset = tail.contentsOffset();
    this.contentsCapacity = tail.contentsCapacity();
  }

  /** The bytes the key signs: the DER encoded signed attributes (RFC 5652 section 5.4). */
  public byte[] bytesToSign() {
    return signedAttributes.clone();
  }

  /** The hash of {@link #bytesToSign()} with the algorithm's digest, for keys that sign hashes. */
  public Hash hash() {
    return new Hash(Hash.digest(request.algorithm().digest()).digest(signedAttributes));
  }

  /** SHA-256 of the source document as it was read for this signature. */
  public Hash documentDigest() {
    return documentDigest;
  }

  public SigningAlgorithm algorithm() {
    return request.algorithm();
  }

  boolean redeem() {
    return redeemed.compareAndSet(false, true);
  }

  DocumentSource document() {
    return document;
  }

  PadesRequest request() {
    return request;
  }

  /** The bytes to append, with the CMS in its place. */
  byte[] tailWith(byte[] cms) {
    if (cms.length > contentsCapacity) {
      throw new IllegalStateException(
          "The signature has %d bytes, room was left for %d"
              .formatted(cms.length, contentsCapacity));
    }
    byte[] filled = tail.clone();
    for (int i = 0; i < cms.length; i++) {
      filled[contentsOffset + 2 * i] = (byte) Character.forDigit((cms[i] >> 4) & 0xf, 16);
      filled[contentsOffset + 2 * i + 1] = (byte) Character.forDigit(cms[i] & 0xf, 16);
    }
    return filled;
  }
}
