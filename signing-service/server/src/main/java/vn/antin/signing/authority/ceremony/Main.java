package vn.antin.signing.authority.ceremony;

import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.io.ClassPathResource;
import vn.antin.signing.authority.profile.Profile;
import vn.antin.signing.authority.profile.Profiles;
import vn.antin.signing.authority.profile.StatusAddresses;
import vn.antin.signing.certificate.Certificates;

/** {@code ./antin authority …}. */
public final class Main {
  private static final String HELP =
      """
      Usage: ./antin authority COMMAND --dir DIR --url BASE [options]

      The root's folder DIR is kept away from every server. BASE is where the signing service
      serves lists and certificates (antin.authority.base-url).

        init-root     make a root and its first revocation list
                        --subject 'C=VN,O=...,CN=...'
        sign-request  sign the request of the issuing authority
                        --request FILE   from POST /authority/requests
                        --out FILE       where the certificate goes
        revoke        note that a certificate of the root is taken back
                        --serial HEX --reason N   (RFC 5280 5.3.1: 1 key, 4 superseded, 5 ended)
        crl           make the root's revocation list anew (root.crl.pem), valid for a year

      The passphrase of the root's key is asked for, or read from --passphrase-file FILE.
      --name NAME is the root's name in addresses (default: root).
      """;

  private static final int SHORTEST_PASSPHRASE = 12;

  private Main() {}

  static void main(String[] args) {
    System.exit(run(List.of(args), System.out, System.err));
  }

  /** 0 when done, 1 when refused, 2 when not understood. */
  static int run(List<String> args, PrintStream out, PrintStream err) {
    if (args.isEmpty() || args.contains("--help")) {
      out.print(HELP);
      return args.isEmpty() ? 2 : 0;
    }
    try {
      act(args.getFirst(), options(args.subList(1, args.size())), out);
      return 0;
    } catch (Ceremony.Refused | GeneralSecurityException | IOException e) {
      err.println("antin authority: " + e.getMessage());
      return 1;
    } catch (IllegalArgumentException e) {
      err.println("antin authority: " + e.getMessage());
      err.print(HELP);
      return 2;
    }
  }

  private static void act(String command, Map<String, String> options, PrintStream out)
      throws IOException, GeneralSecurityException, Ceremony.Refused {
    var folder = Path.of(option(options, "dir"));
    var ceremony =
        new Ceremony(
            profiles(),
            new StatusAddresses(option(options, "url")),
            options.getOrDefault("name", "root"),
            Clock.systemUTC());
    switch (command) {
      case "init-root" -> {
        var root = ceremony.found(folder, passphrase(options, true), option(options, "subject"));
        ceremony.list(root);
        out.println(
            "Root and first list are in " + folder + "; keep the folder away from servers.");
        out.println(
            "For the services: antin.authority.roots="
                + Certificates.fingerprint(root.certificate()));
      }
      case "sign-request" -> {
        var request = Files.readString(Path.of(option(options, "request")));
        var target = Path.of(option(options, "out"));
        var certificate = ceremony.sign(Root.open(folder, passphrase(options, false)), request);
        Files.writeString(
            target, Certificates.pem("CERTIFICATE", Certificates.encode(certificate)));
        out.println("Signed: " + target);
      }
      case "revoke" -> {
        ceremony.revoke(
            Root.open(folder, passphrase(options, false)),
            option(options, "serial"),
            Integer.parseInt(option(options, "reason")));
        out.println("Noted; now make the list anew: ./antin authority crl");
      }
      case "crl" -> {
        ceremony.list(Root.open(folder, passphrase(options, false)));
        out.println("Made: " + folder.resolve("root.crl.pem"));
      }
      default -> throw new IllegalArgumentException("unknown command " + command);
    }
  }

  private static Map<String, String> options(List<String> args) {
    var options = new HashMap<String, String>();
    for (int i = 0; i < args.size(); i += 2) {
      if (!args.get(i).startsWith("--") || i + 1 == args.size()) {
        throw new IllegalArgumentException(
            "an option with a value is expected, not " + args.get(i));
      }
      options.put(args.get(i).substring(2), args.get(i + 1));
    }
    return options;
  }

  private static String option(Map<String, String> options, String name) {
    var value = options.get(name);
    if (value == null) {
      throw new IllegalArgumentException("--" + name + " is missing");
    }
    return value;
  }

  private static char[] passphrase(Map<String, String> options, boolean fresh)
      throws IOException, Ceremony.Refused {
    var file = options.get("passphrase-file");
    char[] passphrase;
    if (file != null) {
      passphrase = Files.readString(Path.of(file)).strip().toCharArray();
    } else {
      var console =
          Optional.ofNullable(System.console())
              .filter(Console::isTerminal)
              .orElseThrow(() ->
                  new IllegalArgumentException("no terminal to ask on: use --passphrase-file"));
      passphrase = asked(console, "Passphrase of the root's key: ");
      if (fresh && !Arrays.equals(passphrase, asked(console, "Once more: "))) {
        throw new Ceremony.Refused("the two passphrases differ");
      }
    }
    if (passphrase.length < SHORTEST_PASSPHRASE) {
      throw new Ceremony.Refused(
          "a passphrase has at least " + SHORTEST_PASSPHRASE + " characters");
    }
    return passphrase;
  }

  private static char[] asked(Console console, String prompt) {
    return Optional.ofNullable(console.readPassword(prompt)).orElseGet(() -> new char[0]);
  }

  private static Profiles profiles() throws IOException {
    var sources = new MutablePropertySources();
    new YamlPropertySourceLoader()
        .load("profiles", new ClassPathResource("authority-profiles.yml"))
        .forEach(sources::addLast);
    return new Profiles(
        new Binder(ConfigurationPropertySources.from(sources))
            .bind("antin.authority.profiles", Bindable.mapOf(String.class, Profile.class))
            .get());
  }
}
