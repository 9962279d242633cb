package vn.antin.admin.installation;

/** A secret wrapped with the root key, as it lies in a row; prints nothing of itself. */
public final class Wrapped {
  private final byte[] blob;

  public Wrapped(byte[] blob) {
    this.blob = blob.clone();
  }

  public byte[] blob() {
    return blob.clone();
  }
}
