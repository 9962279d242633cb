package vn.antin.signing.validation;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.validation.SignatureReport;
import vn.antin.signing.engine.validation.Validation;
import vn.antin.signing.engine.validation.coverage.Addition;
import vn.antin.signing.engine.validation.trust.TrustDomain;
import vn.antin.signing.engine.validation.trust.TrustDomains;

/**
 * What the check answers; words in the caller's language.
 *
 * @param reports of DSS, XML by name, those that were asked for
 */
record ValidationView(
    String format,
    List<SignatureView> signatures,
    int pages,
    boolean changedAfterSigning,
    Map<String, String> reports) {

  static ValidationView of(Validation.Report report, TrustDomains domains, Locale locale) {
    return new ValidationView(
        word(report.format()),
        report.signatures().stream().map(each -> SignatureView.of(each, domains, locale)).toList(),
        report.pages(),
        report.changedAfterSigning(),
        report.details().entrySet().stream()
            .collect(Collectors.toMap(each -> word(each.getKey()), Map.Entry::getValue)));
  }

  record AdditionView(String kind, String text, boolean allowed) {
    static AdditionView of(Addition addition, Locale locale) {
      return new AdditionView(word(addition.kind()), addition.text(locale), addition.allowed());
    }
  }

  /** {@code timestampTime} is told only when the time-stamp's authority is trusted. */
  record SignatureView(
      String fieldName,
      String signer,
      String subject,
      String organisation,
      String issuer,
      @Nullable Instant signingTime,
      @Nullable Instant timestampTime,
      @Nullable String timestampAuthority,
      @Nullable Boolean timestampTrusted,
      @Nullable Instant certificateValidFrom,
      @Nullable Instant certificateValidTo,
      boolean coversWholeDocument,
      String integrity,
      String trust,
      @Nullable String domain,
      @Nullable String domainName,
      @Nullable String domainVersion,
      String revocation,
      @Nullable Instant revocationAsOf,
      @Nullable Instant revokedAt,
      String validityAtSigning,
      List<AdditionView> added,
      String verdict,
      String indication,
      @Nullable String subIndication,
      String level,
      List<String> messages) {
    static SignatureView of(SignatureReport report, TrustDomains domains, Locale locale) {
      var signatory = report.signatory();
      var stamp = report.timestamp();
      var domain = report.domain() == null ? null : domains.find(report.domain()).orElse(null);
      return new SignatureView(
          report.name(),
          signatory.name(),
          signatory.subject(),
          signatory.organisation(),
          signatory.issuer(),
          report.signingTime(),
          stamp != null && stamp.trusted() ? stamp.time() : null,
          stamp == null ? null : stamp.authority(),
          stamp == null ? null : stamp.trusted(),
          signatory.validFrom(),
          signatory.validTo(),
          report.coversWholeDocument(),
          word(report.integrity()),
          word(report.trust()),
          report.domain(),
          domain == null ? null : domain.name(locale),
          version(domain),
          word(report.revocation().state()),
          report.revocation().asOf(),
          report.revocation().revokedAt(),
          word(report.validityAtSigning()),
          report.added().stream().map(each -> AdditionView.of(each, locale)).toList(),
          word(report.verdict()),
          report.indication(),
          report.subIndication(),
          report.level(),
          report.messages().stream().map(message -> message.text(locale)).toList());
    }

    private static @Nullable String version(@Nullable TrustDomain domain) {
      return domain == null ? null : domain.version();
    }
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
