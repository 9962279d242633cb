package vn.antin.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import vn.antin.standalone.bench.Operation;

/**
 * {@code ./antin bench} with loads too small to measure anything but the tool. Only those that
 * check more than that do not wait for {@code -Dantin.long=true}.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "processor time is read from /proc")
final class BenchEndToEndTest {
  private static final String LONG = "tries the tool alone; -Dantin.long=true";
  private static final Duration LIMIT = Duration.ofMinutes(20);

  @TempDir Path folder;

  @Test
  @EnabledIfSystemProperty(named = "antin.long", matches = "true", disabledReason = LONG)
  void everyOperationIsMeasuredWithoutAWrongAnswer() throws Exception {
    String text = bench("oidc", "--seconds", "1", "--warm-up", "0", "--starts", "1", "--idle", "0");

    for (Operation operation : Operation.values()) {
      assertThat(text).containsPattern("(?m)^" + operation.title() + " +Ấn Tín +.* 0$");
    }
    assertThat(text).contains("password hash: Argon2id m=19456 KiB, t=2, p=1", "start to ready");
  }

  @Test
  @EnabledIfSystemProperty(named = "antin.long", matches = "true", disabledReason = LONG)
  void filledTablesAreMeasuredWithTheirTokens() throws Exception {
    String text =
        bench(
            "oidc",
            "--sizes",
            "--accounts",
            "400",
            "--seconds",
            "1",
            "--warm-up",
            "0",
            "--rounds",
            "1",
            "--only",
            "refresh,introspection");

    assertThat(text)
        .contains("400 accounts, 2000 live refresh tokens")
        .containsPattern("(?m)^refresh +large +.* 0$")
        .contains("CPU, large to small");
  }

  @Test
  void killedNodeTakesOnlyTheRequestsThatItHeld() throws Exception {
    boolean large = Boolean.getBoolean("antin.long");

    String text =
        bench("nodes", "--seconds", large ? "60" : "4", "--connections", large ? "24" : "9");

    assertThat(text)
        .containsPattern("(?m)^answered +[1-9]")
        .containsPattern("(?m)^lost +(\\d+), held by the killed node: \\1$")
        .containsPattern("(?m)^wrong +0$")
        .contains("database whole; nothing else failed");
  }

  @Test
  @EnabledIfSystemProperty(named = "antin.long", matches = "true", disabledReason = LONG)
  void everybodySignsWithTheSameKey() throws Exception {
    String text = bench("sign", "--seconds", "1", "--large", "8");

    for (String who : List.of("Ấn Tín", "DSS", "PDFBox + BC")) {
      assertThat(text)
          .containsPattern("(?m)^100 KB, " + Pattern.quote(who) + " +[0-9]")
          .containsPattern("(?m)^1 MB of text, " + Pattern.quote(who) + " +[0-9]");
    }
    assertThat(text)
        .containsPattern("(?m)^the key alone +[0-9]")
        .containsPattern("(?m)^validate 100 KB, DSS +[0-9]")
        .containsPattern("(?m)^Ấn Tín +[0-9.]+ s  with -Xmx64m$");
  }

  @Test
  @EnabledIfSystemProperty(named = "antin.long", matches = "true", disabledReason = LONG)
  void wholeServiceSignsWhatOfficialsApprove() throws Exception {
    String text = bench("sign", "--service", "--seconds", "2");

    assertThat(text)
        .containsPattern("(?m)^the key alone: [1-9]")
        .containsPattern("(?m)^1 +[0-9.]+ +[0-9.]+ ")
        .containsPattern("(?m)^20 +[0-9.]+ +[0-9.]+ ")
        .containsPattern("peak heap of the signing service: [1-9]");
  }

  @Test
  void batchOfOneApprovalIsMeasuredBesideTheEngine() throws Exception {
    String text =
        bench(
            "approval",
            "--documents",
            "120",
            "--rounds",
            "1",
            "--rate",
            "5",
            "--seconds",
            "2",
            "--key",
            "ec-p256");

    assertThat(text)
        .containsPattern("(?m)^1 +[1-9][0-9.]* +[1-9][0-9.]* +[0-9]+ % +[1-9]")
        .containsPattern("-> [0-9]+ % of the engine alone, median; at least 60 %: ")
        .containsPattern("at the end of each batch: [1-9][0-9]*/[1-9][0-9]*(, [0-9]+/[0-9]+){2}")
        .containsPattern("(?m)^single signatures, 5 a second, 10 counted: p50 [0-9]+ ms, p99 ")
        .containsPattern("(?m)^signHash,   1 a call: [1-9]")
        .containsPattern("(?m)^signHash, 100 a call: [1-9]");
  }

  @Test
  @EnabledIfSystemProperty(named = "antin.long", matches = "true", disabledReason = LONG)
  void tokenIsMeasuredBesideWhatIsAimedAt() throws Exception {
    String text = bench("keys", "--only", "tokens", "--seconds", "1");

    for (String kind : List.of("RSA-2048", "RSA-3072", "P-256")) {
      assertThat(text)
          .containsPattern("(?m)^" + kind + ", resident +[0-9]")
          .containsPattern(
              "(?m)^" + kind + ", wrapped and held +[0-9,.]+ +[0-9]+ % of resident +at least 90 %")
          .containsPattern("(?m)^" + kind + ", wrapped and cold +[0-9,.]+ +[0-9]+ % of resident");
    }
    assertThat(text).containsPattern("(?m)^RSA-2048, wrapped and cold .* at least 40 %: ");
  }

  @Test
  @EnabledIfSystemProperty(named = "antin.long", matches = "true", disabledReason = LONG)
  void houseStampsAnswersAndIssues() throws Exception {
    String text =
        bench(
            "keys",
            "--only",
            "stamps,ocsp,issue",
            "--seconds",
            "1",
            "--connections",
            "2",
            "--certificates",
            "2");

    assertThat(text)
        .containsPattern("(?m)^time-stamps over HTTP +[1-9][0-9]* per s, p50 [0-9]")
        .containsPattern("(?m)^stored OCSP answers +[1-9][0-9]* per s, p50 [0-9]")
        .containsPattern("(?m)^OCSP answers with a nonce +[1-9][0-9]* per s, p50 [0-9]")
        .containsPattern("(?m)^time-stamps +[0-9].* at least 1,000: ")
        .containsPattern("(?m)^OCSP answers, stored +[0-9]")
        .containsPattern("(?m)^OCSP answers, nonce +[0-9]")
        .containsPattern("(?m)^certificates, P-256 +[0-9.]+ +2 in [0-9]+ s$")
        .containsPattern("(?m)^certificates, RSA-2048 +[0-9.]+ +2 in [0-9]+ s$");
  }

  private String bench(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("bench"));
    command.addAll(List.of(arguments));
    try (Antin antin = Antin.start(folder.resolve("out"), Map.of(), command)) {
      assertThat(antin.exitCode(LIMIT)).as(antin.text()).isZero();
      return antin.text();
    }
  }
}
