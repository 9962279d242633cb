package vn.antin.signing.engine.command;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code ./antin validate} was asked to do.
 *
 * @param trust folder of trust domains or certificates, or a file of these; null trusts nobody
 * @param originals folder of what detached signatures sign; null looks beside the signature
 * @param reports folder for DSS's own reports; null for none
 */
record ValidateOptions(
    Words words,
    boolean json,
    @Nullable Path trust,
    @Nullable Path originals,
    @Nullable Path reports,
    Outputs.Existing existing,
    int threads,
    List<Path> files) {

  static ValidateOptions parse(Arguments arguments) {
    Reading reading = new Reading(arguments);
    List<Path> files = arguments.read(reading, "help.validate");
    return new ValidateOptions(
        arguments.words(),
        reading.json,
        reading.trust,
        reading.originals,
        reading.reports,
        reading.existing,
        reading.threads,
        files);
  }

  private static final class Reading implements Arguments.Option {

    private final Arguments arguments;
    private boolean json;
    private @Nullable Path trust;
    private @Nullable Path originals;
    private @Nullable Path reports;
    private Outputs.Existing existing = Outputs.Existing.REFUSE;
    private int threads = Runtime.getRuntime().availableProcessors();

    Reading(Arguments arguments) {
      this.arguments = arguments;
    }

    @Override
    public boolean take(String option) {
      switch (option) {
        case "--json" -> json = true;
        case "--trust" -> trust = arguments.pathOf(option);
        case "--originals" -> originals = arguments.pathOf(option);
        case "--overwrite" -> existing = Outputs.Existing.OVERWRITE;
        case "--reports" -> reports = arguments.pathOf(option);
        case "--threads" -> threads = arguments.number(option, 1, 64);
        default -> {
          return false;
        }
      }
      return true;
    }
  }
}
