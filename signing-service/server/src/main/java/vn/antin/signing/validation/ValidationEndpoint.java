package vn.antin.signing.validation;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.antin.signing.engine.validation.Validation.Detail;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.web.Throttle;

/** The public check of a signed file. */
@RestController
final class ValidationEndpoint {
  private final PublicCheck check;
  private final Throttle throttle;

  ValidationEndpoint(PublicCheck check, Throttle validationThrottle) {
    this.check = check;
    this.throttle = validationThrottle;
  }

  @PostMapping(path = "/validations", consumes = MediaType.APPLICATION_PDF_VALUE)
  ValidationView pdf(HttpServletRequest request, @Nullable String reports, Locale locale)
      throws IOException {
    return validate(request, true, reports, locale);
  }

  /** Any format; the file itself says which. */
  @PostMapping(path = "/validations", consumes = MediaType.APPLICATION_OCTET_STREAM_VALUE)
  ValidationView any(HttpServletRequest request, @Nullable String reports, Locale locale)
      throws IOException {
    return validate(request, false, reports, locale);
  }

  private ValidationView validate(
      HttpServletRequest request, boolean pdf, @Nullable String reports, Locale locale)
      throws IOException {
    throttle.count(request);
    var report =
        check.check(
            request.getContentLengthLong(), request.getInputStream(), pdf, details(reports));
    return ValidationView.of(report, check.domains(), locale);
  }

  private static Set<Detail> details(@Nullable String wanted) {
    var details = EnumSet.noneOf(Detail.class);
    for (var word : wanted == null || wanted.isBlank() ? new String[0] : wanted.split(",", 8)) {
      try {
        details.add(Detail.valueOf(word.strip().toUpperCase(Locale.ROOT)));
      } catch (IllegalArgumentException e) {
        throw Problem.INVALID_REQUEST.because("reports are simple, detailed, diagnostic, etsi", e);
      }
    }
    return details;
  }
}
