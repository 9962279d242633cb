package vn.antin.signing.validation;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.antin.signing.engine.validation.Validation;

/** The public check of a signed PDF. */
@RestController
final class ValidationEndpoint {
  record SignatureView(
      String fieldName,
      String signer,
      String subject,
      String organisation,
      String issuer,
      @Nullable Instant signingTime,
      @Nullable Instant timestampTime,
      @Nullable Instant certificateValidFrom,
      @Nullable Instant certificateValidTo,
      boolean coversWholeDocument,
      String integrity,
      String trust,
      String revocation,
      String indication,
      @Nullable String subIndication,
      String level,
      List<String> messages) {
    static SignatureView of(Validation.SignatureReport report, Locale locale) {
      return new SignatureView(
          report.fieldName(),
          report.signer(),
          report.subject(),
          report.organisation(),
          report.issuer(),
          report.signingTime(),
          report.timestampTime(),
          report.certificateValidFrom(),
          report.certificateValidTo(),
          report.coversWholeDocument(),
          word(report.integrity()),
          word(report.trust()),
          word(report.revocation()),
          report.indication(),
          report.subIndication(),
          report.level(),
          report.messages().stream().map(message -> message.text(locale)).toList());
    }
  }

  record View(List<SignatureView> signatures, int pages, boolean changedAfterSigning) {}

  private final PublicCheck check;
  private final Throttle throttle;

  ValidationEndpoint(PublicCheck check, Throttle throttle) {
    this.check = check;
    this.throttle = throttle;
  }

  @PostMapping(path = "/validations", consumes = MediaType.APPLICATION_PDF_VALUE)
  View validate(HttpServletRequest request, Locale locale) throws IOException {
    throttle.count(request);
    var report = check.check(request.getContentLengthLong(), request.getInputStream());
    return new View(
        report.signatures().stream().map(each -> SignatureView.of(each, locale)).toList(),
        report.pages(),
        report.changedAfterSigning());
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
