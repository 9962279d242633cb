package vn.antin.auth.provisioning.spreadsheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import vn.antin.auth.AuthServerTest;
import vn.antin.auth.api.WithFakeTokens;
import vn.antin.auth.web.House;

/** A whole province's list, dirty as it comes; 20,000 rows with {@code -Dantin.long=true}. */
@AuthServerTest
@Import(WithFakeTokens.class)
final class LargeImportTest {
  private static final boolean LONG = Boolean.getBoolean("antin.long");
  private static final int RUNS = LONG ? 1 : 2;

  private final JdbcClient jdbc;
  private final House house;

  LargeImportTest(JdbcClient jdbc, House house) {
    this.jdbc = jdbc;
    this.house = house;
  }

  @Test
  void everyRowIsDoneOrRefusedForItsReasonAndCostsTheSame() {
    int most = LONG ? 20_000 : 1_000;
    List<Duration> ofSmall = new ArrayList<>();
    List<Duration> ofLarge = new ArrayList<>();
    for (int i = 0; i < RUNS; i++) {
      ofSmall.add(run(most / 4));
      ofLarge.add(run(most));
    }
    // What else the machine does only adds: the quickest large one tells most.
    Duration small = Collections.max(ofSmall);
    Duration large = Collections.min(ofLarge);
    LoggerFactory.getLogger(LargeImportTest.class)
        .info(
            "import: {} rows in {} ms, {} rows in {} ms",
            most / 4,
            small.toMillis(),
            most,
            large.toMillis());
    assertThat(large).isLessThan(Duration.ofSeconds(60));
    // Four times the rows cost about four times as much; the rest is for a busy machine.
    assertThat(large.toMillis()).isLessThan(small.toMillis() * 8 + 2_000);
  }

  private Duration run(int rows) {
    Office office = new Office(jdbc);
    ImportCalls calls = new ImportCalls(house.issuer().toString(), office.administrator);
    List<String> codes = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      UUID unit = office.unit(office.interior, "division", "H.01.9" + i, "Phòng " + i);
      codes.add(office.code("H.01.9" + i));
      jdbc.sql("INSERT INTO post (unit_id, title) VALUES (:unit, 'Chuyên viên')")
          .param("unit", unit)
          .update();
    }
    DirtyOfficials list = new DirtyOfficials(rows, office.code(""), codes);
    byte[] file = list.workbook(rows);
    Instant start = Instant.now();

    String address = calls.compared(office.interior, file, "");
    Duration compared = Duration.between(start, Instant.now());
    JsonNode read = calls.rest.get(address).json();
    assertThat(read.path("rows").asInt()).isEqualTo(rows);
    assertThat(read.path("kinds").path("new").asInt()).isEqualTo(list.good);
    JsonNode done = calls.applied(address, Map.of());
    Duration whole = Duration.between(start, Instant.now());

    LoggerFactory.getLogger(LargeImportTest.class)
        .info(
            "import: {} rows compared after {} ms, done after {} ms",
            rows,
            compared.toMillis(),
            whole.toMillis());
    assertThat(done.path("outcomes").path("done").asInt()).isEqualTo(list.good);
    list.refused.forEach((reason, count) ->
        assertThat(
                jdbc.sql(
                        """
                        SELECT count(*) FROM official_import_row
                        WHERE import_id = CAST(:id AS uuid) AND kind = 'refused'
                          AND reasons @> CAST(:reason AS jsonb)
                        """)
                    .param("id", address.substring(address.lastIndexOf('/') + 1))
                    .param("reason", "[{\"code\":\"" + reason + "\"}]")
                    .query(Integer.class)
                    .single())
            .as(reason)
            .isEqualTo(count));
    return whole;
  }
}
