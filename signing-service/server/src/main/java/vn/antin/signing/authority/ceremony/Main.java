package vn.antin.signing.authority.ceremony;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
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
import vn.antin.signing.token.ceremony.CeremonyException;
import vn.antin.signing.token.ceremony.Operators;

/** {@code ./antin authority …}. */
public final class Main {
  private static final String HELP =
      """
      Usage: ./antin authority COMMAND --dir DIR --url BASE [options]

      The root's folder DIR is kept away from every server. BASE is where the signing service
      serves lists and certificates (antin.authority.base-url). The root's key is kept by N
      operators, any M of whom open it: they are asked for their shares at every act.

        init-root     make a root and its first revocation list; DIR is not there yet, or empty
                        --subject 'C=VN,O=...,CN=...' --threshold M --shares N
        sign-request  sign the request of the issuing authority
                        --request FILE   from POST /authority/requests
                        --out FILE       where the certificate goes
        revoke        take a certificate of the root back, and make the list anew
                        --serial HEX --reason N   (RFC 5280 5.3.1: 1 key, 4 superseded, 5 ended)
        crl           make the root's revocation list anew (root.crl.pem), valid for a year
        share-anew    give the key to new operators, who open it once at the end; the shares
                      before open it no more then
                        --threshold M --shares N

      Each prints a record signed by the root; DIR/records keeps them.
      --name NAME is the root's name in addresses (default: root).
      """;

  private static final Set<String> OPTIONS =
      Set.of(
          "dir",
          "url",
          "name",
          "subject",
          "threshold",
          "shares",
          "request",
          "out",
          "serial",
          "reason");

  private Main() {}

  static void main(String[] args) {
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    System.exit(run(List.of(args), in, System.out, System.err));
  }

  /** 0 when done, 1 when refused, 2 when not understood. */
  static int run(List<String> args, BufferedReader in, PrintStream out, PrintStream err) {
    if (args.isEmpty() || args.contains("--help")) {
      out.print(HELP);
      return args.isEmpty() ? 2 : 0;
    }
    try {
      act(args.getFirst(), options(args.subList(1, args.size())), in, out, err);
      return 0;
    } catch (Ceremony.Refused | CeremonyException | GeneralSecurityException | IOException e) {
      err.println("antin authority: " + e.getMessage());
      return 1;
    } catch (IllegalArgumentException e) {
      err.println("antin authority: " + e.getMessage());
      err.print(HELP);
      return 2;
    }
  }

  private static void act(
      String command,
      Map<String, String> options,
      BufferedReader in,
      PrintStream out,
      PrintStream err)
      throws IOException, GeneralSecurityException, Ceremony.Refused {
    var folder = new RootFolder(Path.of(option(options, "dir")));
    var operators = new Operators(in, out, err);
    var ceremony =
        new Ceremony(
            profiles(),
            new StatusAddresses(option(options, "url")),
            options.getOrDefault("name", "root"),
            operators,
            Clock.systemUTC());
    switch (command) {
      case "init-root" -> {
        out.print(
            ceremony.found(
                folder,
                option(options, "subject"),
                number(options, "threshold"),
                number(options, "shares")));
        out.println(
            "Root and first list are in "
                + folder.path("")
                + "; keep the folder away from servers.");
        out.println(
            "For the services: antin.authority.roots="
                + Certificates.fingerprint(folder.certificate()));
      }
      case "sign-request" -> {
        var wish = Ceremony.read(Files.readString(Path.of(option(options, "request"))));
        var target = Path.of(option(options, "out"));
        err.println("Request of " + wish.subject());
        err.println("Its public key, SHA-256: " + Ceremony.fingerprint(wish.key()));
        var certificate = ceremony.sign(Root.open(folder, operators), wish);
        RootFolder.write(
            target, Certificates.pem("CERTIFICATE", Certificates.encode(certificate)), "rw-r--r--");
        out.print(folder.lastRecord());
        out.println("Signed: " + target);
      }
      case "revoke" -> {
        var serial = option(options, "serial").toLowerCase(Locale.ROOT);
        var reason = number(options, "reason");
        var next = ceremony.revoking(folder, serial, reason);
        show(next, err);
        ceremony.revoke(Root.open(folder, operators), next);
        out.print(folder.lastRecord());
        out.println("Revoked, and made: " + folder.path(RootFolder.LIST));
      }
      case "crl" -> {
        var next = NextList.of(folder);
        show(next, err);
        ceremony.list(Root.open(folder, operators), next);
        out.print(folder.lastRecord());
        out.println("Made: " + folder.path(RootFolder.LIST));
      }
      case "share-anew" -> {
        var threshold = number(options, "threshold");
        var shares = number(options, "shares");
        out.print(ceremony.shareAnew(Root.open(folder, operators), threshold, shares));
        err.println(
            "Now the new shares open it once; until they did, those before open "
                + folder.path(RootFolder.KEY_BEFORE));
        var _ = Root.open(folder, operators);
        out.println("The shares before open " + folder.path(RootFolder.KEY) + " no more.");
      }
      default -> throw new IllegalArgumentException("unknown command " + command);
    }
  }

  /** Before anybody is asked for a share: the folder alone does not tell what the key is for. */
  private static void show(NextList next, PrintStream err) {
    err.println("The list will be number " + next.number() + ", entries: " + next.entries().size());
    err.print(next.text());
  }

  private static Map<String, String> options(List<String> args) {
    var options = new HashMap<String, String>();
    for (int i = 0; i < args.size(); i += 2) {
      if (!args.get(i).startsWith("--") || i + 1 == args.size()) {
        throw new IllegalArgumentException(
            "an option with a value is expected, not " + args.get(i));
      }
      if (!OPTIONS.contains(args.get(i).substring(2))) {
        throw new IllegalArgumentException("there is no option " + args.get(i));
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

  private static int number(Map<String, String> options, String name) {
    try {
      return Integer.parseInt(option(options, name));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("--" + name + " needs a number", e);
    }
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
