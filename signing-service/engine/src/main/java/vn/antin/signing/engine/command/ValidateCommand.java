package vn.antin.signing.engine.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import vn.antin.signing.engine.EngineException;
import vn.antin.signing.engine.validation.SignatureReport;
import vn.antin.signing.engine.validation.SignatureReport.Verdict;
import vn.antin.signing.engine.validation.SignedFile;
import vn.antin.signing.engine.validation.Validation;
import vn.antin.signing.engine.validation.Validation.Detail;
import vn.antin.signing.engine.validation.isolation.IsolatedValidator;
import vn.antin.signing.engine.validation.trust.TrustDomains;
import vn.antin.signing.engine.validation.trust.TrustFolder;

/**
 * {@code ./antin validate}. Files are validated in child processes, so that a hostile one ends a
 * child and not the batch.
 */
final class ValidateCommand {

  /** A child's heap holds a file several times over. */
  private static final long LONGEST = 64L << 20;

  private static final int HEAP_MEGABYTES = 768;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final ValidateOptions options;
  private final Terminal terminal;
  private final InstantSource clock;
  private final Words words;

  ValidateCommand(ValidateOptions options, Terminal terminal, InstantSource clock) {
    this.options = options;
    this.terminal = terminal;
    this.clock = clock;
    this.words = options.words();
  }

  int run() {
    TrustDomains trust = trust();
    Set<Detail> details = options.reports() == null ? Set.of() : EnumSet.allOf(Detail.class);
    try (IsolatedValidator validator =
        new IsolatedValidator(
            new IsolatedValidator.Limits(
                HEAP_MEGABYTES, PATIENCE, PATIENCE, PATIENCE, options.threads(), PATIENCE),
            clock)) {
      return new Batch(options.files(), options.threads(), terminal, words)
          .run(file -> validate(file, validator, trust, details));
    }
  }

  private TrustDomains trust() {
    Path folder = options.trust();
    if (folder == null) {
      return TrustDomains.of();
    }
    try {
      return TrustFolder.read(folder);
    } catch (IOException e) {
      throw new UsageFault(words.say("usage.trust", folder, String.valueOf(e.getMessage())), e);
    }
  }

  private boolean validate(
      Path file, IsolatedValidator validator, TrustDomains trust, Set<Detail> details) {
    try {
      if (Files.size(file) > LONGEST) {
        return refused(file, words.say("reason.TOO_LARGE"));
      }
      SignedFile signed =
          SignedFile.of(String.valueOf(file.getFileName()), Files.readAllBytes(file));
      return switch (validator.validate(trust, signed, details)) {
        case Validation.Refused(Validation.Reason reason, String detail) ->
            refused(file, words.say("because", words.reason(reason), detail));
        case Validation.Report report -> {
          write(file, report.details());
          yield told(file, report);
        }
      };
    } catch (NoSuchFileException e) {
      return refused(file, words.say("refused.missing"));
    } catch (EngineException | IOException e) {
      return refused(file, words.say("refused.io", String.valueOf(e.getMessage())));
    }
  }

  private void write(Path file, Map<Detail, String> details) throws IOException {
    Path folder = options.reports();
    if (folder != null) {
      Files.createDirectories(folder);
      for (Map.Entry<Detail, String> detail : details.entrySet()) {
        String kind = detail.getKey().name().toLowerCase(Locale.ROOT);
        Files.writeString(
            folder.resolve(file.getFileName() + "." + kind + ".xml"), detail.getValue());
      }
    }
  }

  private boolean told(Path file, Validation.Report report) {
    List<SignatureReport> signatures = report.signatures();
    boolean valid =
        !signatures.isEmpty()
            && !report.changedAfterSigning()
            && signatures.stream().allMatch(each -> each.verdict() == Verdict.VALID);
    if (options.json()) {
      terminal.line(ReportJson.of(file, valid, report, words));
    } else {
      String text =
          signatures.isEmpty()
              ? words.say("valid.none")
              : signatures.stream().map(this::brief).collect(Collectors.joining("; "));
      terminal.line(words.say(valid ? "valid" : "invalid", file, text));
    }
    return valid;
  }

  private String brief(SignatureReport signature) {
    String verdict = words.say("verdict." + signature.verdict());
    String remarks =
        signature.messages().stream()
            .map(message -> message.text(words.locale()))
            .collect(Collectors.joining(" "));
    return words.say("valid.signature", signature.signatory().name(), verdict, remarks).strip();
  }

  private boolean refused(Path file, String why) {
    terminal.line(options.json() ? ReportJson.refused(file, why) : words.say("refused", file, why));
    return false;
  }
}
