package vn.antin.signing.engine.validation.isolation;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.validation.Format;
import vn.antin.signing.engine.validation.SignatureReport;
import vn.antin.signing.engine.validation.SignatureReport.Revocation;
import vn.antin.signing.engine.validation.SignatureReport.Signatory;
import vn.antin.signing.engine.validation.SignatureReport.Stamp;
import vn.antin.signing.engine.validation.Validation;
import vn.antin.signing.engine.validation.Validation.Detail;
import vn.antin.signing.engine.validation.ValidationMessage;
import vn.antin.signing.engine.validation.coverage.Addition;

/** Findings between processes. */
final class ReportWire {

  private ReportWire() {}

  static void write(WireWriter to, Validation validation) throws IOException {
    switch (validation) {
      case Validation.Report report -> {
        to.flag(true);
        to.word(report.format());
        to.list(report.signatures(), each -> write(to, each));
        to.number(report.pages());
        to.flag(report.changedAfterSigning());
        to.list(
            report.details().entrySet(),
            each -> {
              to.word(each.getKey());
              to.text(each.getValue());
            });
      }
      case Validation.Refused(var reason, var detail) -> {
        to.flag(false);
        to.word(reason);
        to.text(detail);
      }
    }
  }

  static Validation read(WireReader from) throws IOException {
    if (!from.flag()) {
      return new Validation.Refused(from.word(Validation.Reason.class), from.text());
    }
    return new Validation.Report(
        from.word(Format.class),
        from.list(() -> signature(from)),
        from.number(),
        from.flag(),
        details(from));
  }

  private static Map<Detail, String> details(WireReader from) throws IOException {
    Map<Detail, String> details = new EnumMap<>(Detail.class);
    from.list(() -> details.put(from.word(Detail.class), from.text()));
    return details;
  }

  private static void write(WireWriter to, SignatureReport report) throws IOException {
    to.text(report.name());
    Signatory signatory = report.signatory();
    to.text(signatory.name());
    to.text(signatory.subject());
    to.text(signatory.organisation());
    to.text(signatory.issuer());
    to.instant(signatory.validFrom());
    to.instant(signatory.validTo());
    to.instant(report.signingTime());
    write(to, report.timestamp());
    to.flag(report.coversWholeDocument());
    to.word(report.integrity());
    to.word(report.trust());
    to.text(report.domain());
    to.word(report.revocation().state());
    to.instant(report.revocation().asOf());
    to.instant(report.revocation().revokedAt());
    to.word(report.validityAtSigning());
    to.list(
        report.added(),
        each -> {
          to.word(each.kind());
          to.text(each.what());
          to.flag(each.allowed());
        });
    to.word(report.verdict());
    to.text(report.indication());
    to.text(report.subIndication());
    to.text(report.level());
    to.list(report.messages(), to::word);
  }

  private static void write(WireWriter to, @Nullable Stamp stamp) throws IOException {
    to.flag(stamp != null);
    if (stamp != null) {
      to.instant(stamp.time());
      to.text(stamp.authority());
      to.flag(stamp.trusted());
    }
  }

  private static SignatureReport signature(WireReader from) throws IOException {
    return new SignatureReport(
        from.text(),
        new Signatory(
            from.text(), from.text(), from.text(), from.text(), from.instant(), from.instant()),
        from.instant(),
        stamp(from),
        from.flag(),
        from.word(SignatureReport.Integrity.class),
        from.word(SignatureReport.Trust.class),
        from.textOrNull(),
        new Revocation(from.word(SignatureReport.Known.class), from.instant(), from.instant()),
        from.word(SignatureReport.ValidityAtSigning.class),
        from.list(() -> new Addition(from.word(Addition.Kind.class), from.text(), from.flag())),
        from.word(SignatureReport.Verdict.class),
        from.text(),
        from.textOrNull(),
        from.text(),
        from.list(() -> from.word(ValidationMessage.class)));
  }

  private static @Nullable Stamp stamp(WireReader from) throws IOException {
    if (!from.flag()) {
      return null;
    }
    var time = from.instant();
    if (time == null) {
      throw new IOException("A time-stamp without time");
    }
    return new Stamp(time, from.text(), from.flag());
  }
}
