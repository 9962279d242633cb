package vn.antin.signing.engine.command;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.Level;
import vn.antin.signing.token.SigningAlgorithm;

/**
 * What {@code ./antin sign} was asked to do.
 *
 * @param key label of the key in the file; null for its only or first one
 * @param algorithm null for the key's usual one
 * @param format null for the one that suits each file
 * @param tsaTrust whom a time-stamp server's certificate must lead to; null believes any server
 * @param roles in which the signer signs, as claimed
 * @param hosts private hosts that may be asked for revocation and time-stamps
 * @param memory folder of last known revocation answers; null to forget them
 */
record SignOptions(
    Words words,
    Path keystore,
    Path passwordFile,
    @Nullable String key,
    @Nullable SigningAlgorithm algorithm,
    @Nullable FormatName format,
    Look look,
    Level level,
    List<URI> tsa,
    @Nullable Path tsaTrust,
    Set<String> hosts,
    @Nullable Path memory,
    @Nullable String name,
    @Nullable String reason,
    @Nullable String location,
    List<String> roles,
    Path out,
    Outputs.Existing existing,
    int threads,
    List<Path> files) {

  /** Hosts that may be asked for time-stamps. */
  Set<String> tsaHosts() {
    Set<String> reachable = new HashSet<>(hosts);
    tsa.forEach(address -> reachable.add(address.getHost()));
    return reachable;
  }

  static SignOptions parse(Arguments arguments) {
    Reading reading = new Reading(arguments);
    List<Path> files = arguments.read(reading, "help.sign");
    return reading.options(files);
  }

  private static final class Reading implements Arguments.Option {

    private static final int MOST_ROLES = 10;

    private final Arguments arguments;
    private final Words words;
    private final Look.Reading look;
    private final List<URI> tsa = new ArrayList<>();
    private final Set<String> hosts = new HashSet<>();
    private @Nullable Path keystore;
    private @Nullable Path passwordFile;
    private @Nullable Path out;
    private @Nullable Path memory;
    private @Nullable String key;
    private @Nullable String name;
    private @Nullable String reason;
    private @Nullable String location;
    private @Nullable SigningAlgorithm algorithm;
    private @Nullable FormatName format;
    private @Nullable Path tsaTrust;
    private final List<String> roles = new ArrayList<>();
    private Level level = Level.B_B;
    private Outputs.Existing existing = Outputs.Existing.REFUSE;
    private int threads = Runtime.getRuntime().availableProcessors();

    Reading(Arguments arguments) {
      this.arguments = arguments;
      this.words = arguments.words();
      this.look = new Look.Reading(arguments);
    }

    @Override
    public boolean take(String option) {
      switch (option) {
        case "--keystore" -> keystore = arguments.pathOf(option);
        case "--password-file" -> passwordFile = arguments.pathOf(option);
        case "--key" -> key = arguments.value(option);
        case "--algorithm" -> algorithm = algorithm(arguments.value(option));
        case "--format" -> format = format(arguments.value(option));
        case "--level" -> level = level(arguments.value(option));
        case "--tsa" -> tsa.add(address(arguments.value(option)));
        case "--tsa-trust" -> tsaTrust = arguments.pathOf(option);
        case "--allow-host" -> hosts.add(arguments.value(option));
        case "--revocation-store" -> memory = arguments.pathOf(option);
        case "--name" -> name = arguments.text(option);
        case "--reason" -> reason = arguments.text(option);
        case "--location" -> location = arguments.text(option);
        case "--role" -> roles.add(arguments.text(option));
        case "--out" -> out = arguments.pathOf(option);
        case "--overwrite" -> existing = Outputs.Existing.OVERWRITE;
        case "--skip-existing" -> existing = Outputs.Existing.SKIP;
        case "--threads" -> threads = arguments.number(option, 1, 64);
        default -> {
          return look.take(option);
        }
      }
      return true;
    }

    SignOptions options(List<Path> files) {
      if (level.atLeast(Level.B_T) && tsa.isEmpty()) {
        throw new UsageFault(words.say("usage.tsa", level.text()));
      }
      if (!level.atLeast(Level.B_T) && (!tsa.isEmpty() || tsaTrust != null)) {
        throw new UsageFault(words.say("usage.notsa", level.text()));
      }
      Look shown = look.look();
      if (format != null
          && format != FormatName.PADES
          && shown.profile() != Look.Profile.INVISIBLE) {
        throw new UsageFault(words.say("refused.look", format.text()));
      }
      if (roles.size() > MOST_ROLES) {
        throw new UsageFault(words.say("usage.roles", Integer.toString(MOST_ROLES)));
      }
      return new SignOptions(
          words,
          needed("--keystore", keystore),
          needed("--password-file", passwordFile),
          key,
          algorithm,
          format,
          shown,
          level,
          List.copyOf(tsa),
          tsaTrust,
          Set.copyOf(hosts),
          memory,
          name,
          reason,
          location,
          List.copyOf(roles),
          needed("--out", out),
          existing,
          threads,
          files);
    }

    private Path needed(String option, @Nullable Path value) {
      if (value == null) {
        throw new UsageFault(words.say("usage.needed", option));
      }
      return value;
    }

    private SigningAlgorithm algorithm(String text) {
      try {
        return SigningAlgorithm.valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
      } catch (IllegalArgumentException e) {
        throw new UsageFault(words.say("usage.algorithm", text), e);
      }
    }

    private @Nullable FormatName format(String text) {
      return text.equals("auto")
          ? null
          : FormatName.of(text)
              .orElseThrow(() -> new UsageFault(words.say("usage.format", text, FormatName.all())));
    }

    private Level level(String text) {
      return Level.of(text).orElseThrow(() -> new UsageFault(words.say("usage.level", text)));
    }

    private URI address(String text) {
      try {
        URI address = new URI(text);
        if (("http".equals(address.getScheme()) || "https".equals(address.getScheme()))
            && address.getHost() != null) {
          return address;
        }
      } catch (URISyntaxException e) {
        // Said below, as for one of another kind.
      }
      throw new UsageFault(words.say("usage.address", text));
    }
  }
}
