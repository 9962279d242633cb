package vn.antin.signing.idempotency;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.problem.Problem;

/**
 * A call that names a key.
 *
 * @param scope hash of the caller, the operation and the key: nobody meets another's keys
 * @param fingerprint hash of what is asked for
 */
@SuppressWarnings("ArrayRecordComponent") // carried, and never compared
record Call(byte[] scope, byte[] fingerprint) {
  private static final String HEADER = "Idempotency-Key";

  /** A string of structured fields (RFC 8941 §3.3.3), or the same without its quotes. */
  private static final Pattern KEY =
      Pattern.compile("\"([!-~&&[^\"\\\\]]{1,255})\"|([!-~&&[^\"\\\\]]{1,255})");

  /** Null when the call names none. */
  static @Nullable Call of(HttpServletRequest request, String caller, byte[] asked) {
    var keys = Collections.list(request.getHeaders(HEADER));
    if (keys.isEmpty()) {
      return null;
    }
    var key = KEY.matcher(keys.getFirst().strip());
    if (keys.size() > 1 || !key.matches()) {
      throw Problem.INVALID_REQUEST.because("expected one Idempotency-Key of 1 to 255 characters");
    }
    var operation = request.getMethod() + " " + request.getRequestURI();
    var text = key.group(1) == null ? key.group(2) : key.group(1);
    return new Call(
        sha256(String.join("\n", caller, operation, text).getBytes(StandardCharsets.UTF_8)),
        sha256(asked));
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
