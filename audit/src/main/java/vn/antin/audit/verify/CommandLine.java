package vn.antin.audit.verify;

import java.io.PrintStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vn.antin.audit.AuditException;
import vn.antin.audit.DatabaseLines;
import vn.antin.audit.LogLines;
import vn.antin.audit.PersonalData;
import vn.antin.audit.proof.Hash;

/** The commands, without the process around them. */
final class CommandLine {
  static final int OK = 0;
  static final int BROKEN = 1;
  static final int NOT_DONE = 2;

  private static final String USAGE =
      """
      Usage:
        verify --jdbc URL [--user NAME] [--password-file FILE] [WHAT IS KNOWN]
        verify FILE [WHAT IS KNOWN]
            Checks every sealed row, seal and signature.
            --roots FILE             the file of roots that the sealer kept
            --last-root HEX          a root that must be in the log
            --seal-certificate FILE  the certificates (PEM) that may sign seals
        export --jdbc URL [--user NAME] [--password-file FILE] --to FILE [--without-personal]
            Writes the log to a new file that verify reads without a database.
        erase --jdbc URL [--user NAME] [--password-file FILE] --reason TEXT
              (--subject ID | --entries N,N,…)
            Erases personal data beside rows; proofs keep holding. Needs the owner's role.
      Exit status: 0 done and intact, 1 broken, 2 not done (usage, or something out of reach).
      """;

  private final PrintStream out;
  private final PrintStream err;
  private final InstantSource clock;

  CommandLine(PrintStream out, PrintStream err, InstantSource clock) {
    this.out = out;
    this.err = err;
    this.clock = clock;
  }

  int run(List<String> arguments) {
    if (arguments.isEmpty()) {
      err.print(USAGE);
      return NOT_DONE;
    }
    List<String> rest = arguments.subList(1, arguments.size());
    try {
      return switch (arguments.getFirst()) {
        case "verify" -> verify(rest);
        case "export" -> export(rest);
        case "erase" -> erase(rest);
        case "help", "--help", "-h" -> {
          out.print(USAGE);
          yield OK;
        }
        default ->
            throw Options.wrong("The command %s is not known".formatted(arguments.getFirst()));
      };
    } catch (InvalidPathException | AuditException e) {
      err.println(e.getMessage());
      if (e.getCause() instanceof SQLException cause) {
        err.println("The database says: " + cause.getMessage());
      }
      err.println("Nothing was done. The command \"help\" shows the usage.");
      return NOT_DONE;
    }
  }

  private int verify(List<String> arguments) {
    Options options =
        Options.parse(
            arguments,
            union(Database.OPTIONS, Set.of("--roots", "--last-root", "--seal-certificate")),
            Set.of());
    Expectations expected =
        new Expectations(
            options.value("--last-root").map(CommandLine::root).orElse(null),
            options.value("--roots").map(Path::of).orElse(null),
            options
                .value("--seal-certificate")
                .map(file -> SealCertificates.fingerprints(Path.of(file)))
                .orElse(Set.of()));
    try (LogLines lines = source(options)) {
      Report report = Verifier.verify(lines, expected);
      report.lines(options.has("--seal-certificate")).forEach(out::println);
      return report.intact() ? OK : BROKEN;
    }
  }

  private int export(List<String> arguments) {
    Options options =
        Options.parse(
            arguments, union(Database.OPTIONS, Set.of("--to")), Set.of("--without-personal"));
    refuseWords(options.words());
    Path file = Path.of(options.required("--to"));
    try (LogLines lines =
        new DatabaseLines(new Database(options).connect(), !options.has("--without-personal"))) {
      long count = Export.write(lines, file);
      out.println("%d lines written to %s; check it with: verify %s".formatted(count, file, file));
      return OK;
    }
  }

  private int erase(List<String> arguments) {
    Options options =
        Options.parse(
            arguments,
            union(Database.OPTIONS, Set.of("--subject", "--entries", "--reason")),
            Set.of());
    refuseWords(options.words());
    String reason = options.required("--reason");
    Optional<String> subject = options.value("--subject");
    Optional<String> entries = options.value("--entries");
    if (subject.isPresent() == entries.isPresent()) {
      throw Options.wrong("Give either --subject or --entries");
    }
    PersonalData personal = new PersonalData(new Database(options), clock);
    int erased =
        subject.isPresent()
            ? personal.eraseOf(subject.get(), reason)
            : personal.eraseBeside(numbers(entries.orElseThrow()), reason);
    out.println("%d personal fields erased.".formatted(erased));
    return OK;
  }

  private static LogLines source(Options options) {
    if (options.has("--jdbc")) {
      refuseWords(options.words());
      return new DatabaseLines(new Database(options).connect(), true);
    }
    if (options.words().size() != 1) {
      throw Options.wrong("Give one exported file, or --jdbc");
    }
    return new FileLines(Path.of(options.words().getFirst()));
  }

  private static void refuseWords(List<String> words) {
    if (!words.isEmpty()) {
      throw Options.wrong("The argument %s is one too many".formatted(words.getFirst()));
    }
  }

  private static Hash root(String hex) {
    try {
      return Hash.ofHex(hex);
    } catch (IllegalArgumentException e) {
      throw new AuditException(
          AuditException.Code.INPUT, "--last-root wants 64 hexadecimal digits", e);
    }
  }

  private static List<Long> numbers(String list) {
    try {
      return List.of(list.split(",", -1)).stream().map(Long::valueOf).toList();
    } catch (NumberFormatException e) {
      throw new AuditException(
          AuditException.Code.INPUT, "--entries wants row numbers joined by commas", e);
    }
  }

  private static Set<String> union(Set<String> first, Set<String> second) {
    Set<String> union = new HashSet<>(first);
    union.addAll(second);
    return union;
  }
}
