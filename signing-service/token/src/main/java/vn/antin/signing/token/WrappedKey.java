package vn.antin.signing.token;

import java.security.PublicKey;

/**
 * A private key outside its token, wrapped under a master key that is inside.
 *
 * <p>Nothing here says that the blob belongs to the label: whoever stores it authenticates both
 * together.
 */
public final class WrappedKey {

  private final KeyLabel label;
  private final PublicKey publicKey;
  private final WrapMechanism mechanism;
  private final String master;
  private final byte[] vector;
  private final byte[] blob;

  /**
   * @param master check value of the master key, {@link TokenCapabilities#masters()}
   * @param vector initialisation vector; empty where the mechanism takes none
   */
  public WrappedKey(
      KeyLabel label,
      PublicKey publicKey,
      WrapMechanism mechanism,
      String master,
      byte[] vector,
      byte[] blob) {
    this.label = label;
    this.publicKey = publicKey;
    this.mechanism = mechanism;
    this.master = master;
    this.vector = vector.clone();
    this.blob = blob.clone();
  }

  public KeyLabel label() {
    return label;
  }

  public PublicKey publicKey() {
    return publicKey;
  }

  public WrapMechanism mechanism() {
    return mechanism;
  }

  public String master() {
    return master;
  }

  public byte[] vector() {
    return vector.clone();
  }

  public byte[] blob() {
    return blob.clone();
  }

  @Override
  public String toString() {
    return "WrappedKey[" + label + ", " + mechanism + " under " + master + "]";
  }
}
