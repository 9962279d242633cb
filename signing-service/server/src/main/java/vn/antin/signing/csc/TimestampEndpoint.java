package vn.antin.signing.csc;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.antin.signing.timestamp.TimeStamps;

/** Method {@code signatures/timestamp}: a token of RFC 3161 over a hash. */
@RestController
final class TimestampEndpoint {
  private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,77}");
  private static final Pattern HEXADECIMAL = Pattern.compile("[0-9a-fA-F]{1,64}");

  private final ObjectProvider<TimeStamps> timeStamps;

  TimestampEndpoint(ObjectProvider<TimeStamps> timeStamps) {
    this.timeStamps = timeStamps;
  }

  @PostMapping("/csc/v2/signatures/timestamp")
  Map<String, Object> stamp(HttpServletRequest request) throws IOException {
    var parameters = Parameters.read(request, Parameters.SMALL);
    var hash = parameters.base64("hash");
    var algorithm = parameters.string("hashAlgo");
    var nonce = nonce(parameters.optionalString("nonce"));
    var length =
        TimeStamps.hashLength(algorithm).orElseThrow(() -> CscFault.invalidParameter("hashAlgo"));
    if (hash.length != length) {
      throw CscFault.invalid("Invalid digest value length");
    }
    var open = timeStamps.getIfAvailable();
    if (open == null) {
      throw new CscFault(501, "invalid_request", "The method is not offered, see info");
    }
    return switch (open.stamp(algorithm, hash, nonce)) {
      case TimeStamps.Outcome.Stamped(var token) ->
          Map.of("timestamp", Base64.getEncoder().encodeToString(token));
      case TimeStamps.Outcome.Refused(var said) -> throw CscFault.later(said);
    };
  }

  /** Decimal when all are digits, else hexadecimal: the specification leaves it open. */
  private static @Nullable BigInteger nonce(@Nullable String text) {
    if (text == null) {
      return null;
    }
    if (DECIMAL.matcher(text).matches()) {
      return new BigInteger(text);
    }
    if (HEXADECIMAL.matcher(text).matches()) {
      return new BigInteger(text, 16);
    }
    throw CscFault.invalidParameter("nonce");
  }
}
