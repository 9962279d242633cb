package vn.antin.signing.engine.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.EngineException;
import vn.antin.signing.engine.validation.SignatureReport;
import vn.antin.signing.engine.validation.SignatureReport.Verdict;
import vn.antin.signing.engine.validation.SignedFile;
import vn.antin.signing.engine.validation.Validation;
import vn.antin.signing.engine.validation.Validation.Detail;
import vn.antin.signing.engine.validation.isolation.IsolatedValidator;
import vn.antin.signing.engine.validation.trust.TrustDomains;

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
  private final Originals originals;

  ValidateCommand(ValidateOptions options, Terminal terminal, InstantSource clock) {
    this.options = options;
    this.terminal = terminal;
    this.clock = clock;
    this.words = options.words();
    this.originals = new Originals(options.originals());
  }

  int run() {
    TrustDomains trust =
        options.trust() == null ? TrustDomains.of() : TrustFiles.read(options.trust(), words);
    if (trust.all().isEmpty()) {
      terminal.complain(words.say("warning.trust"));
    }
    Path folder = options.reports();
    if (folder == null) {
      return run(trust, null);
    }
    try (Outputs reports = new Outputs(folder, options.existing(), options.files(), words)) {
      return run(trust, reports);
    }
  }

  private int run(TrustDomains trust, @Nullable Outputs reports) {
    try (IsolatedValidator validator =
        new IsolatedValidator(
            new IsolatedValidator.Limits(
                HEAP_MEGABYTES, PATIENCE, PATIENCE, PATIENCE, options.threads(), PATIENCE),
            clock)) {
      return new Batch(options.files(), options.threads(), terminal, words)
          .run(file -> validate(file, validator, trust, reports));
    }
  }

  private boolean validate(
      Path file, IsolatedValidator validator, TrustDomains trust, @Nullable Outputs reports) {
    String objection = FileTrouble.objection(file, words);
    if (objection != null) {
      return refused(file, objection);
    }
    Map<Detail, Path> targets = reports == null ? Map.of() : targets(file, reports);
    try {
      if (reports != null) {
        for (Path target : targets.values()) {
          objection = reports.objection(file, target);
          if (objection != null) {
            return refused(file, objection);
          }
        }
      }
      Path expected = originals.of(file);
      Path original = expected != null && Files.isRegularFile(expected) ? expected : null;
      long size = Files.size(file) + (original == null ? 0 : Files.size(original));
      if (size > LONGEST) {
        return refused(file, words.say("refused.toolarge", LONGEST >> 20));
      }
      SignedFile signed = read(file, original);
      return switch (validator.validate(trust, signed, targets.keySet())) {
        case Validation.Refused(Validation.Reason reason, String detail) ->
            refused(file, words.because(reason, detail));
        case Validation.Report report -> {
          if (reports != null) {
            for (Map.Entry<Detail, String> detail : report.details().entrySet()) {
              byte[] text = detail.getValue().getBytes(StandardCharsets.UTF_8);
              reports.put(
                  Objects.requireNonNull(targets.get(detail.getKey())),
                  out -> {
                    out.write(text);
                    return true;
                  });
            }
          }
          boolean valid = told(file, report);
          if (!valid && original == null && expected != null) {
            terminal.complain(words.say("warning.original", file, expected));
          }
          yield valid;
        }
      };
    } catch (EngineException e) {
      return refused(file, FileTrouble.of(e, words));
    } catch (IOException e) {
      return refused(file, FileTrouble.of(e, words));
    }
  }

  private static Map<Detail, Path> targets(Path file, Outputs reports) {
    Map<Detail, Path> targets = new EnumMap<>(Detail.class);
    for (Detail detail : Detail.values()) {
      String kind = detail.name().toLowerCase(Locale.ROOT);
      targets.put(detail, reports.target(file.getFileName() + "." + kind + ".xml"));
    }
    return targets;
  }

  private static SignedFile read(Path file, @Nullable Path original) throws IOException {
    return new SignedFile(
        String.valueOf(file.getFileName()),
        Files.readAllBytes(file),
        original == null
            ? List.of()
            : List.of(
                SignedFile.of(
                    String.valueOf(original.getFileName()), Files.readAllBytes(original))));
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
