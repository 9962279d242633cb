package vn.antin.signing.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static vn.antin.signing.TestProvince.CHAIRMAN;
import static vn.antin.signing.TestProvince.PROVINCE;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import vn.antin.signing.ForkedService;
import vn.antin.signing.RunningService;
import vn.antin.signing.TestDatabase;
import vn.antin.signing.TestSigning;

/**
 * The service as a process of its own that is given the token's PIN by its environment or by
 * whoever starts it, and what can be seen of the PIN from outside.
 */
final class PinAtStartTest {
  private static final Duration LONGEST = Duration.ofMinutes(4);

  /** Nobody else's, so that it is found nowhere by chance. */
  private final String pin = "pin-" + UUID.randomUUID();

  private final TestDatabase database = TestDatabase.create();
  @TempDir private Path folder;

  @Test
  void environmentVariableOpensTheTokenAndStandsNowhereElse() throws Exception {
    var hsm = OwnSoftHsm.locked(folder, pin);
    try (var prepared = prepared(hsm, "antin.token.pin-variable=ANTIN_TEST_PIN");
        var service =
            new ForkedService(
                prepared,
                Map.of("SOFTHSM2_CONF", hsm.configuration().toString(), "ANTIN_TEST_PIN", pin))) {
      service.start();

      awaitOpen(service, prepared);
      assertNowhere(service, prepared);
    }
  }

  @Test
  void personAtTheTerminalIsAskedAndWhatTheyTypeIsNotShown() throws Exception {
    assumeTrue(Files.exists(Path.of("/usr/bin/script")), "skipped: no script (bsdutils)");
    var hsm = OwnSoftHsm.locked(folder, pin);
    try (var prepared = prepared(hsm);
        var service =
            new ForkedService(prepared, Map.of("SOFTHSM2_CONF", hsm.configuration().toString()))) {
      service.startAtTerminal("PIN of token main: ", pin);

      awaitOpen(service, prepared);
      assertNowhere(service, prepared);
    }
  }

  private RunningService prepared(OwnSoftHsm hsm, String... more) {
    var settings =
        new ArrayList<>(
            List.of(
                "antin.token.kind=pkcs11",
                "antin.token.library=" + hsm.library(),
                "antin.token.label=" + OwnSoftHsm.LABEL,
                "antin.token.make-master-key=true",
                "logging.level.vn.antin=TRACE"));
    settings.addAll(List.of(more));
    return RunningService.prepare(database, settings.toArray(String[]::new))
        .without("antin.token.directory")
        .without("antin.token.pin-file");
  }

  /** The master key can only have been made by who gave the PIN. */
  private void awaitOpen(ForkedService service, RunningService prepared) {
    var administrator = new TestSigning(prepared).administrator(CHAIRMAN, PROVINCE);
    var limit = System.nanoTime() + LONGEST.toNanos();
    JsonNode token;
    do {
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
      token = service.get("/tokens", administrator).json().path("items").path(0);
      assertThat(System.nanoTime()).as(service.log()).isLessThan(limit);
    } while (!token.path("state").asString("").equals("well"));
    assertThat(token.path("can").path("masterKeys")).as(token.toString()).isNotEmpty();
  }

  private void assertNowhere(ForkedService service, RunningService prepared) throws Exception {
    assertThat(service.log()).as("log").isNotEmpty().doesNotContain(pin);
    assertThat(holding(prepared.folder())).as("files of the service").isEmpty();
    assertThat(holding(folder)).as("files of the token").isEmpty();
    assertThat(tables()).as("database").isEmpty();
    assertThat(commandLines()).as("command lines").isEmpty();
  }

  private List<Path> holding(Path parent) throws IOException {
    var found = new ArrayList<Path>();
    try (var files = Files.walk(parent)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        if (contains(file)) {
          found.add(file);
        }
      }
    }
    return found;
  }

  private boolean contains(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(pin);
    } catch (IOException e) {
      return false; // it went away meanwhile
    }
  }

  /** Tables that have the PIN in a row, as text or as bytes. */
  private List<String> tables() {
    var sql = database.superuser();
    var hex = HexFormat.of().formatHex(pin.getBytes(StandardCharsets.UTF_8));
    return sql
        .sql(
            """
            SELECT quote_ident(table_schema) || '.' || quote_ident(table_name)
            FROM information_schema.tables
            WHERE table_type = 'BASE TABLE'
              AND table_schema NOT IN ('pg_catalog', 'information_schema')
            """)
        .query((row, _) -> row.getString(1))
        .list()
        .stream()
        .filter(table ->
            sql.sql(
                        "SELECT count(*) FROM "
                            + table
                            + " AS line WHERE position(:text IN line::text) > 0"
                            + " OR position(:hex IN line::text) > 0")
                    .param("text", pin)
                    .param("hex", hex)
                    .query(Long.class)
                    .single()
                > 0)
        .toList();
  }

  private List<Path> commandLines() throws IOException {
    try (var processes = Files.list(Path.of("/proc"))) {
      return processes
          .filter(each -> each.getFileName().toString().matches("\\d+"))
          .map(each -> each.resolve("cmdline"))
          .filter(this::contains)
          .toList();
    }
  }
}
