package vn.antin.signing.engine;

import java.util.concurrent.atomic.AtomicBoolean;
import vn.antin.signing.token.SigningAlgorithm;

/**
 * A signature of any format that lacks only its value. Holds a few kilobytes, never the document.
 * Redeemed at most once; across processes the caller who stores {@link #encoded()} sees to that.
 *
 * <p>Immutable but for being redeemed; thread-safe.
 */
public final class PreparedSignature {

  private final String format;
  private final Signer signer;
  private final byte[] bytesToSign;
  private final Hash documentDigest;
  private final byte[] state;
  private final AtomicBoolean redeemed = new AtomicBoolean();

  /**
   * What a format made.
   *
   * @param format names the format that can complete it
   * @param bytesToSign what the key signs
   * @param documentDigest SHA-256 of the source as it was read
   * @param state what the format needs to complete; opaque here
   */
  public PreparedSignature(
      String format, Signer signer, byte[] bytesToSign, Hash documentDigest, byte[] state) {
    this.format = format;
    this.signer = signer;
    this.bytesToSign = bytesToSign.clone();
    this.documentDigest = documentDigest;
    this.state = state.clone();
  }

  /**
   * Reads {@link #encoded()}. The authenticity of the bytes is the caller's matter: they come from
   * its own store.
   *
   * @throws EngineException NOT_A_PREPARED_SIGNATURE when they are something else
   */
  public static PreparedSignature decode(byte[] encoded) {
    return PreparedSignatureCodec.decode(encoded);
  }

  /** All of it as bytes, for a store; versioned. Whether it was redeemed is not in it. */
  public byte[] encoded() {
    return PreparedSignatureCodec.encode(this);
  }

  /** Names the format that can complete it, such as {@code pades}. */
  public String format() {
    return format;
  }

  public Signer signer() {
    return signer;
  }

  public SigningAlgorithm algorithm() {
    return signer.algorithm();
  }

  /** The bytes the key signs; in CMS the DER encoded signed attributes (RFC 5652 section 5.4). */
  public byte[] bytesToSign() {
    return bytesToSign.clone();
  }

  /** The hash of {@link #bytesToSign()} with the algorithm's digest, for keys that sign hashes. */
  public Hash hash() {
    return new Hash(Hash.digest(algorithm().digest()).digest(bytesToSign));
  }

  /** SHA-256 of the source document as it was read for this signature. */
  public Hash documentDigest() {
    return documentDigest;
  }

  /** What the format needs to complete it. */
  public byte[] state() {
    return state.clone();
  }

  /** Whether the value is the signer's over {@link #bytesToSign()}. */
  public boolean verifies(byte[] value) {
    return algorithm().verify(signer.certificate().getPublicKey(), bytesToSign, value);
  }

  /** Takes it, once: false for everybody after the first. */
  public boolean redeem() {
    return redeemed.compareAndSet(false, true);
  }

  /**
   * Gives it back after {@link #redeem} when an outage (no time-stamp server answered) kept the
   * document from being finished: the same value may be brought again.
   */
  public void giveBack() {
    redeemed.set(false);
  }
}
