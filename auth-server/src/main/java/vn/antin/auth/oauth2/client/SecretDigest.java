package vn.antin.auth.oauth2.client;

import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import vn.antin.auth.digest.Digest;

/** SHA-256 of a client secret. Prints nothing; compares in constant time. */
public final class SecretDigest {
  private final byte[] digest;

  private SecretDigest(byte[] digest) {
    this.digest = digest;
  }

  public static SecretDigest of(String secret) {
    return new SecretDigest(Digest.sha256(secret));
  }

  static SecretDigest stored(byte[] digest) {
    return new SecretDigest(digest.clone());
  }

  byte[] reveal() {
    return digest.clone();
  }

  /** Whether both are of the same secret. */
  public boolean matches(SecretDigest presented) {
    return MessageDigest.isEqual(digest, presented.digest);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SecretDigest that && matches(that);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(digest);
  }

  @Override
  public String toString() {
    return "SecretDigest";
  }
}
