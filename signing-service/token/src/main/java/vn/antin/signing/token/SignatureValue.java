package vn.antin.signing.token;

import java.util.Arrays;

/** The bytes a key produced; ECDSA values are in DER form (RFC 3279). */
public final class SignatureValue {

  private final byte[] bytes;

  public SignatureValue(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SignatureValue value && Arrays.equals(bytes, value.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "SignatureValue[" + bytes.length + " bytes]";
  }
}
