package vn.antin.signing.engine.command;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.validation.SignatureReport;
import vn.antin.signing.engine.validation.Validation;
import vn.antin.signing.engine.validation.ValidationMessage;
import vn.antin.signing.engine.validation.coverage.Addition;

/** A validation as one line of JSON (RFC 8259); names and order are for programs and stay. */
final class ReportJson {

  private ReportJson() {}

  static String refused(Path file, String why) {
    return object(List.of(text("file", file), "\"valid\":false", text("refused", why)));
  }

  static String of(Path file, boolean valid, Validation.Report report, Words words) {
    return object(
        List.of(
            text("file", file),
            "\"valid\":" + valid,
            text("format", report.format()),
            "\"pages\":" + report.pages(),
            "\"changedAfterSigning\":" + report.changedAfterSigning(),
            "\"signatures\":"
                + report.signatures().stream()
                    .map(each -> signature(each, words))
                    .collect(Collectors.joining(",", "[", "]"))));
  }

  private static String signature(SignatureReport signature, Words words) {
    SignatureReport.Stamp stamp = signature.timestamp();
    return object(
        List.of(
            text("name", signature.name()),
            text("verdict", signature.verdict()),
            text("signer", signature.signatory().name()),
            text("subject", signature.signatory().subject()),
            text("organisation", signature.signatory().organisation()),
            text("issuer", signature.signatory().issuer()),
            text("signingTime", signature.signingTime()),
            text("timestamp", stamp == null ? null : stamp.time()),
            text("timestampAuthority", stamp == null ? null : stamp.authority()),
            "\"coversWholeDocument\":" + signature.coversWholeDocument(),
            text("integrity", signature.integrity()),
            text("trust", signature.trust()),
            text("domain", signature.domain()),
            text("validityAtSigning", signature.validityAtSigning()),
            text("revocation", signature.revocation().state()),
            text("revocationAsOf", signature.revocation().asOf()),
            text("revokedAt", signature.revocation().revokedAt()),
            text("indication", signature.indication()),
            text("subIndication", signature.subIndication()),
            text("level", signature.level()),
            "\"added\":"
                + signature.added().stream()
                    .map(ReportJson::addition)
                    .collect(Collectors.joining(",", "[", "]")),
            "\"messages\":"
                + signature.messages().stream()
                    .map(message -> message(message, words))
                    .collect(Collectors.joining(",", "[", "]"))));
  }

  private static String addition(Addition addition) {
    return object(List.of(text("kind", addition.kind()), "\"allowed\":" + addition.allowed()));
  }

  private static String message(ValidationMessage message, Words words) {
    return object(List.of(text("key", message.key()), text("text", message.text(words.locale()))));
  }

  private static String object(List<String> members) {
    return "{" + String.join(",", members) + "}";
  }

  private static String text(String name, @Nullable Object value) {
    return "\"" + name + "\":" + (value == null ? "null" : quoted(value.toString()));
  }

  private static String quoted(String text) {
    StringBuilder json = new StringBuilder("\"");
    text.chars()
        .forEach(c -> {
          if (c == '"' || c == '\\') {
            json.append('\\').append((char) c);
          } else if (Terminal.CONTROL.matcher(Character.toString(c)).matches()) {
            json.append("\\u%04x".formatted(c));
          } else {
            json.append((char) c);
          }
        });
    return json.append('"').toString();
  }
}
