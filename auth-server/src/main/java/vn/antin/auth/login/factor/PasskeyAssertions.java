package vn.antin.auth.login.factor;

import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.digest.Digest;

/**
 * Passkeys as witnesses: an official who is logged in has one sign a challenge that commits to what
 * is agreed to. Giving a challenge out once, and for a time, is the asker's. A bean; thread-safe.
 *
 * @see <a href="https://www.w3.org/TR/webauthn-3/#sctn-verifying-assertion">WebAuthn §7.2</a>
 */
public interface PasskeyAssertions {
  /** Whether this official has a passkey that counts. */
  boolean enrolled(AccountId account);

  /** {@code PublicKeyCredentialRequestOptionsJSON} that names the official's own passkeys. */
  Map<String, Object> options(AccountId account, byte[] challenge, Duration timeout);

  /**
   * Judges an answer, within the caller's transaction.
   *
   * @param response {@code AuthenticationResponseJSON}, as a stranger may have written it
   */
  Result check(AccountId account, byte[] challenge, String response);

  /**
   * The name under which records know a passkey's key: SHA-256 in base64.
   *
   * @param attested as in {@link Assertion}
   */
  static String fingerprint(byte[] attested) {
    return Base64.getEncoder().encodeToString(Digest.sha256(attested));
  }

  /** What came of it. */
  sealed interface Result {
    /** This official, verified by their authenticator, signed this challenge on our page. */
    record Accepted(Assertion assertion) implements Result {}

    /**
     * Anything else.
     *
     * @param reason a word for operators
     */
    record Refused(String reason) implements Result {}

    /** A copy of the passkey is about; it is closed. */
    record Copied() implements Result {}
  }

  /**
   * All that somebody needs who wants to verify it once more, years later.
   *
   * @param attested AAGUID, credential id and COSE public key (WebAuthn §6.5.1)
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on to be kept, never compared
  record Assertion(
      UUID passkey,
      byte[] attested,
      byte[] authenticatorData,
      byte[] clientDataJson,
      byte[] signature) {

    /** SHA-256, in base64, over authenticator data, SHA-256 of client data, and signature. */
    public String digest() {
      MessageDigest all = Digest.sha256();
      all.update(authenticatorData);
      all.update(Digest.sha256(clientDataJson));
      return Base64.getEncoder().encodeToString(all.digest(signature));
    }
  }
}
