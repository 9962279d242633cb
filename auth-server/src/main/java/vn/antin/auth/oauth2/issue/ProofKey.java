package vn.antin.auth.oauth2.issue;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.antin.auth.digest.Digest;

/** Proof Key for Code Exchange (RFC 7636), method S256. */
final class ProofKey {
  private static final Pattern VERIFIER = Pattern.compile("[A-Za-z0-9._~-]{43,128}");

  private ProofKey() {}

  /**
   * Whether the verifier answers the challenge. A verifier without a challenge is refused too: the
   * challenge may have been stripped from the request (RFC 9700 §4.8.2).
   */
  static boolean answers(@Nullable String verifier, @Nullable String challenge) {
    if (challenge == null || verifier == null) {
      return challenge == null && verifier == null;
    }
    return VERIFIER.matcher(verifier).matches()
        && MessageDigest.isEqual(
            challenge.getBytes(StandardCharsets.US_ASCII),
            challengeOf(verifier).getBytes(StandardCharsets.US_ASCII));
  }

  private static String challengeOf(String verifier) {
    byte[] hash = Digest.sha256(verifier);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
  }
}
