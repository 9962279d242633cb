package vn.antin.auth.oauth2.administration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;
import vn.antin.auth.oauth2.OAuth2Test;
import vn.antin.auth.oauth2.Protocol;
import vn.antin.auth.oauth2.registration.InitialTokens;

/** The command beside a running server, as an operator runs it. */
@OAuth2Test
final class ClientCommandTest {
  private final Environment environment;
  private final Protocol protocol;
  private final InitialTokens tokens;

  ClientCommandTest(Environment environment, Protocol protocol, InitialTokens tokens) {
    this.environment = environment;
    this.protocol = protocol;
    this.tokens = tokens;
  }

  /** What a command printed and how it ended. */
  private record Printed(int exitCode, String out, String err) {
    String value(String name) {
      return out.lines()
          .filter(line -> line.startsWith(name + ": "))
          .map(line -> line.substring(name.length() + 2))
          .findFirst()
          .orElseThrow();
    }
  }

  @Test
  void clientMadeOnTheCommandLineIsKnownToTheServerAtOnce() {
    Printed made = command("create", "spring", "Quản lý văn bản", "https://qlvb.example.vn/cb");
    assertThat(made.exitCode()).isZero();
    String id = made.value("client_id");
    String secret = made.value("client_secret");
    assertThat(made.out()).contains("client-secret: " + secret);
    assertThat(error(id, secret)).isEqualTo("invalid_grant");

    Printed shown = command("show", id);
    assertThat(shown.value("client_name")).isEqualTo("Quản lý văn bản");
    assertThat(shown.out()).doesNotContain(secret);
    assertThat(command("list", "quan", "ly").out()).contains(id);

    String next = command("rotate-secret", id, "0").value("client_secret");
    assertThat(error(id, next)).isEqualTo("invalid_grant");
    assertThat(command("disable", id).exitCode()).isZero();
    assertThat(command("enable", id).exitCode()).isZero();
  }

  @Test
  void whatIsWrongIsSaidWithAnExitCodeOfItsOwn() {
    Printed refused = command("create", "spring", "Sai", "http://qlvb.example.vn/cb");
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err()).contains("redirect_uris: expected https");
    assertThat(command("show", "nobody").exitCode()).isEqualTo(1);
    assertThat(command("disable", "admin-ui").exitCode()).isEqualTo(1);
    for (String[] words :
        new String[][] {
          {""}, {"create"}, {"create", "word", "A"}, {"show"}, {"rotate-secret", "demo-app", "x"}
        }) {
      Printed misused = command(words);
      assertThat(misused.exitCode()).as("%s", (Object) words).isEqualTo(2);
      assertThat(misused.err()).isNotBlank();
    }
  }

  @Test
  void initialTokenIsMade() {
    assertThat(command("initial-token", "3", "1", "Sở Nội vụ").out().strip()).hasSize(43);
    assertThat(tokens.list())
        .anySatisfy(token -> {
          assertThat(token.label()).isEqualTo("Sở Nội vụ");
          assertThat(token.usesLeft()).isEqualTo(3);
        });
  }

  private String error(String id, String secret) {
    return protocol
        .post(
            "/oauth2/token",
            Map.of("grant_type", "refresh_token", "refresh_token", "none"),
            Protocol.basic(id, secret))
        .text("error");
  }

  private Printed command(String... words) {
    String[] arguments =
        Stream.concat(
                Stream.concat(
                    Stream.of(
                        "--antin.root-key=" + environment.getRequiredProperty("antin.root-key")),
                    Stream.of(
                            "spring.datasource.url",
                            "spring.datasource.username",
                            "spring.datasource.password",
                            "spring.flyway.url",
                            "spring.flyway.user",
                            "spring.flyway.password",
                            "antin.issuer",
                            "antin.signing-service-url",
                            "antin.admin-ui-url")
                        .map(name -> "--" + name + "=" + environment.getRequiredProperty(name))),
                Arrays.stream(words).skip(1))
            .toArray(String[]::new);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exit =
        ClientCommand.run(
            words[0],
            arguments,
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    return new Printed(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
