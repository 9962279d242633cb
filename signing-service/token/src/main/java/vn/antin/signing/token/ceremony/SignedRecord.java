package vn.antin.signing.token.ceremony;

import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.antin.signing.token.SigningAlgorithm;

/**
 * A text of what was done, its signature and the key to check it with, in the form in which records
 * are kept; {@code openssl dgst} checks it too.
 */
public final class SignedRecord {
  private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});
  private static final Pattern TEXT =
      Pattern.compile("-----BEGIN RECORD-----\n(.*?)-----END RECORD-----\n", Pattern.DOTALL);
  private static final Pattern SIGNATURE =
      Pattern.compile("-----BEGIN SIGNATURE-----\n([A-Za-z0-9+/=\n]+)-----END SIGNATURE-----\n");

  private SignedRecord() {}

  /** How these are signed with such a key. */
  public static SigningAlgorithm algorithm(PublicKey key) {
    return SigningAlgorithm.usual(key);
  }

  /** The bytes that are signed. */
  public static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  public static String of(String text, byte[] signature, PublicKey key) {
    return """
    -----BEGIN RECORD-----
    %s-----END RECORD-----
    -----BEGIN SIGNATURE-----
    %s
    -----END SIGNATURE-----
    -----BEGIN PUBLIC KEY-----
    %s
    -----END PUBLIC KEY-----
    """
        .formatted(text, LINES.encodeToString(signature), LINES.encodeToString(key.getEncoded()));
  }

  /** The text of a record; empty when this key did not sign it. */
  public static Optional<String> text(String record, PublicKey key) {
    Matcher text = TEXT.matcher(record);
    Matcher signature = SIGNATURE.matcher(record);
    if (!text.find() || !signature.find()) {
      return Optional.empty();
    }
    byte[] value;
    try {
      value = Base64.getMimeDecoder().decode(signature.group(1));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    return Optional.of(text.group(1))
        .filter(each -> algorithm(key).verify(key, bytes(each), value));
  }
}
