package vn.antin.signing.validation;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Locale;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The public check of a signed PDF. */
@RestController
final class ValidationEndpoint {
  private final PublicCheck check;
  private final Throttle throttle;

  ValidationEndpoint(PublicCheck check, Throttle throttle) {
    this.check = check;
    this.throttle = throttle;
  }

  @PostMapping(path = "/validations", consumes = MediaType.APPLICATION_PDF_VALUE)
  ValidationView validate(HttpServletRequest request, Locale locale) throws IOException {
    throttle.count(request);
    var report = check.check(request.getContentLengthLong(), request.getInputStream());
    return ValidationView.of(report, check.domains(), locale);
  }
}
