package vn.antin.ldap.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.antin.ldap.peer.ProcessOutput;
import vn.antin.ldap.peer.TestCertificate;

/** The gateway through OpenLDAP's own command-line tools. */
final class LdapToolsTest {
  private static Gateway gateway;
  private static Path folder;

  @BeforeAll
  static void start(@TempDir Path temporary) throws IOException, InterruptedException {
    Assumptions.assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/ldapsearch")),
        "needs the package ldap-utils (apt-get install ldap-utils)");
    folder = temporary;
    SSLContext tls = TestCertificate.localhost(folder);
    gateway =
        TestGateways.start(new FakeAccounts(1200), tls, Limits.usual(), new Readers.EveryAccount());
  }

  @AfterAll
  static void stop() {
    if (gateway != null) {
      gateway.close();
    }
  }

  @Test
  void searchFindsAnOfficial() throws IOException, InterruptedException {
    ProcessOutput output = search("-b", "dc=antin", "-LLL", "(uid=official0001)", "mail", "cn");

    assertThat(output.exitCode()).isZero();
    assertThat(output.lines())
        .contains(
            "dn: uid=official0001,ou=people,dc=antin",
            "mail: an@tinh.example",
            "cn:: Tmd1eeG7hW4gVsSDbiBBbg==");
  }

  @Test
  void searchReadsTheRootDseWithoutABind() throws IOException, InterruptedException {
    ProcessOutput output =
        run(List.of(), "ldapsearch", "-x", "-H", url(), "-LLL", "-s", "base", "-b", "", "+", "*");

    assertThat(output.exitCode()).isZero();
    assertThat(output.lines()).contains("namingContexts: dc=antin", "supportedLDAPVersion: 3");
  }

  @Test
  void searchWithoutABindIsRefused() throws IOException, InterruptedException {
    assertThat(run(List.of(), "ldapsearch", "-x", "-H", url(), "-b", "dc=antin").exitCode())
        .isEqualTo(8);
  }

  @Test
  void sizeLimitIsReported() throws IOException, InterruptedException {
    ProcessOutput output = search("-b", "ou=people,dc=antin", "-LLL", "(uid=*)", "1.1");

    assertThat(output.exitCode()).isEqualTo(4);
    assertThat(output.lines().stream().filter(line -> line.startsWith("dn: "))).hasSize(1000);
  }

  @Test
  void pagesGoPastTheSizeLimit() throws IOException, InterruptedException {
    ProcessOutput output =
        search("-b", "ou=people,dc=antin", "-LLL", "-E", "pr=500/noprompt", "(uid=*)", "1.1");

    assertThat(output.exitCode()).isZero();
    assertThat(output.lines().stream().filter(line -> line.startsWith("dn: "))).hasSize(1200);
  }

  @Test
  void whoAmIOverStartTls() throws IOException, InterruptedException {
    ProcessOutput output = run(trusting(), command("ldapwhoami", url(), "-ZZ"));

    assertThat(output.exitCode()).isZero();
    assertThat(output.text().strip()).isEqualTo("dn:uid=official0002,ou=people,dc=antin");
  }

  @Test
  void whoAmIOverLdaps() throws IOException, InterruptedException {
    String ldaps = "ldaps://127.0.0.1:" + gateway.ldapsPort().orElseThrow();

    assertThat(run(trusting(), command("ldapwhoami", ldaps)).text().strip())
        .isEqualTo("dn:uid=official0002,ou=people,dc=antin");
  }

  @Test
  void wrongPasswordIsExitCode49() throws IOException, InterruptedException {
    ProcessOutput output =
        run(
            List.of(),
            "ldapwhoami",
            "-x",
            "-H",
            url(),
            "-D",
            TestGateways.dn("official0002"),
            "-w",
            "guess");

    assertThat(output.exitCode()).isEqualTo(49);
  }

  @Test
  void changesAreRefused() throws IOException, InterruptedException {
    Path change =
        Files.writeString(
            folder.resolve("change.ldif"),
            """
            dn: uid=official0002,ou=people,dc=antin
            changetype: modify
            replace: mail
            mail: me@elsewhere.example
            """);
    List<String> command = new ArrayList<>(List.of(command("ldapmodify", url())));
    command.addAll(List.of("-f", change.toString()));

    assertThat(run(List.of(), command.toArray(String[]::new)).exitCode()).isEqualTo(53);
  }

  private static ProcessOutput search(String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(command("ldapsearch", url())));
    command.addAll(List.of(arguments));
    return run(List.of(), command.toArray(String[]::new));
  }

  private static String[] command(String tool, String url, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                tool,
                "-x",
                "-H",
                url,
                "-D",
                TestGateways.dn("official0002"),
                "-w",
                "official0002-secret"));
    command.addAll(List.of(arguments));
    return command.toArray(String[]::new);
  }

  private static List<String> trusting() {
    return List.of("env", "LDAPTLS_CACERT=" + folder.resolve("certificate.pem"));
  }

  private static ProcessOutput run(List<String> prefix, String... command)
      throws IOException, InterruptedException {
    List<String> whole = new ArrayList<>(prefix);
    whole.addAll(List.of(command));
    return ProcessOutput.of(whole.toArray(String[]::new));
  }

  private static String url() {
    return "ldap://127.0.0.1:" + gateway.port();
  }
}
