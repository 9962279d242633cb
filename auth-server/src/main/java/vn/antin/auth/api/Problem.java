package vn.antin.auth.api;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/** The body of an answer that a security filter has refused (RFC 9457). */
final class Problem {
  private Problem() {}

  static void write(HttpServletResponse response) throws IOException {
    HttpStatus status = HttpStatus.valueOf(response.getStatus());
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    String body =
        """
        {"type":"about:blank","title":"%s","status":%d}\
        """
            .formatted(status.getReasonPhrase(), status.value());
    response.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
  }
}
