package vn.antin.standalone.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the raw figures. */
final class MeasurementTest {
  private static final long SELF = ProcessHandle.current().pid();

  @TempDir Path folder;

  @Test
  void percentilesAreTakenOverAllRounds() {
    Measurement both = measured(100, 1, null).plus(measured(100, 2, null));

    assertThat(both.latencies().count()).isEqualTo(200);
    assertThat(both.latencies().percentile(0.5)).isEqualTo(51);
    assertThat(both.latencies().percentile(0.99)).isEqualTo(100);
    assertThat(both.rate()).isEqualTo(100);
    assertThat(both.application()).isEqualTo(1.5);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void processorTimeGrowsWithWorkAndChildrenCountAfterTheirEnd() throws Exception {
    Contestant self = contestant("self");
    ProcessorTime before = ProcessorTime.of(self);
    Process child =
        new ProcessBuilder("sh", "-c", "i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done").start();
    assertThat(child.waitFor()).isZero();
    new HashCost(8_192, 1).measure();

    ProcessorTime used = ProcessorTime.of(self).minus(before);

    assertThat(used.application()).isGreaterThan(100);
    assertThat(used.database())
        .as("the process is its own postmaster here: its time and that of the child that has gone")
        .isGreaterThan(used.application());
  }

  @Test
  void planSurvivesTheFile() {
    Plan plan = plan(Plan.Question.GROWTH);
    plan.write(folder.resolve("plan"));

    assertThat(Plan.read(folder.resolve("plan"))).isEqualTo(plan);
  }

  @Test
  void comparisonSaysWhichAimsAreMissed() {
    String report =
        report(
            Map.of(
                Operation.REFRESH,
                List.of(measured(100, 1, null), measured(100, 4, null)),
                Operation.SSO,
                List.of(measured(100, 2, null), measured(100, 4, null))));

    assertThat(report)
        .containsPattern("refresh[\\s\\S]*CPU +0\\.25 .*reached")
        .containsPattern("sso[\\s\\S]*CPU +0\\.50 .*MISSED")
        .doesNotContain("NOT A VALID RUN");
  }

  @Test
  void runWithWrongAnswersSaysThatItIsNotToBeQuoted() {
    String report =
        report(
            Map.of(
                Operation.REFRESH,
                List.of(measured(100, 1, "not 200: 400"), measured(100, 4, null))));

    assertThat(report)
        .contains("NOT A VALID RUN: 1 operations failed", "first error: not 200: 400");
  }

  private static String report(Map<Operation, List<Measurement>> results) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
    boolean valid = new Report(plan(Plan.Question.COMPARISON), results, Double.NaN).print(print);
    String text = out.toString(StandardCharsets.UTF_8);
    assertThat(text.contains("NOT A VALID RUN")).isEqualTo(!valid);
    return text;
  }

  /** This many operations of 1, 2, 3, … ms in one second. */
  private static Measurement measured(int count, double cpuMillis, @Nullable String error) {
    return new Measurement(
        1,
        Latencies.of(List.of(LongStream.rangeClosed(1, count).map(ms -> ms * 1_000_000).toArray())),
        error == null ? 0 : 1,
        error,
        new ProcessorTime(cpuMillis * count, 0));
  }

  private static Plan plan(Plan.Question question) {
    return new Plan(
        question,
        List.of(Operation.REFRESH, Operation.SSO),
        2,
        15,
        10,
        3,
        new HashCost(19_456, 2),
        List.of(contestant("Ấn Tín"), contestant("other")));
  }

  private static Contestant contestant(String name) {
    URI endpoint = URI.create("http://localhost:1/endpoint");
    return new Contestant(
        name,
        new Provider(
            endpoint,
            endpoint,
            endpoint,
            endpoint,
            "demo-app",
            "secret",
            "http://localhost:2/cb",
            "user%04d",
            "password",
            1,
            200),
        SELF,
        SELF,
        "as documented",
        List.of(1.5, 2.5, 3.5),
        120,
        List.of("one", "two"));
  }
}
