package vn.antin.signing.image;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.signing.TestProvince.CHAIRMAN;
import static vn.antin.signing.TestProvince.CLERK;
import static vn.antin.signing.TestProvince.PROVINCE;
import static vn.antin.signing.TestProvince.VILLAGER;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.antin.signing.RunningService;
import vn.antin.signing.TestPictures;
import vn.antin.signing.TestProvince;
import vn.antin.signing.TestSigning;

final class ImageEndpointTest {
  private static final String SEAL = "/signature-images/seals/" + PROVINCE + "?width=36";
  private static RunningService service;
  private static TestSigning steps;

  @BeforeAll
  static void start() {
    service = RunningService.start();
    service.authServer.replacePeople(TestProvince.items());
    steps = new TestSigning(service);
    steps.awaitPeople();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static String reason(byte[] png) {
    var answer = service.putPng("/signature-images/own", steps.official(VILLAGER), png);
    assertThat(answer.problem()).as(answer.text()).isEqualTo("image-refused");
    return answer.json().path("reason").asString("");
  }

  @Test
  void aPictureIsItsOfficialsAndLiesEncrypted() {
    var answer =
        service.putPng("/signature-images/own", steps.official(CHAIRMAN), TestPictures.signature());

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    var content = "/signature-images/" + answer.json().path("id").asString("") + "/content";
    assertThat(service.get(content, steps.official(CHAIRMAN)).body())
        .isEqualTo(TestPictures.signature());
    assertThat(service.get(content, steps.official(VILLAGER)).status()).isEqualTo(404);
    var stored =
        service
            .database
            .superuser()
            .sql("SELECT content FROM signature_image WHERE official_id = :id AND ended_at IS NULL")
            .param("id", CHAIRMAN)
            .query(byte[].class)
            .single();
    assertThat(new String(stored, StandardCharsets.ISO_8859_1)).doesNotContain("IHDR");
  }

  @Test
  void theNextPictureEndsTheOneBeforeAndBothAreAudited() {
    var token = steps.official(CLERK);
    var first = service.putPng("/signature-images/own", token, TestPictures.signature());
    var second = service.putPng("/signature-images/own", token, TestPictures.seal());

    assertThat(second.status()).as(second.text()).isEqualTo(200);
    assertThat(
            service
                .get(
                    "/signature-images/" + first.json().path("id").asString("") + "/content", token)
                .status())
        .isEqualTo(404);
    assertThat(service.delete("/signature-images/own", token).status()).isEqualTo(204);
    assertThat(service.delete("/signature-images/own", token).status()).isEqualTo(404);
    assertThat(
            service
                .database
                .superuser()
                .sql(
                    """
                    SELECT type FROM audit.entry
                    WHERE type LIKE 'signature-image.%' AND object = :id ORDER BY id
                    """)
                .param("id", CLERK.toString())
                .query((row, _) -> row.getString(1))
                .list())
        .containsExactly(
            "signature-image.stored",
            "signature-image.ended",
            "signature-image.stored",
            "signature-image.ended");
  }

  @Test
  void aSealIsBroughtByWhoAdministersItsUnitWithItsRealSize() {
    var administrator = steps.administrator(CHAIRMAN, PROVINCE);
    assertThat(
            service
                .putPng(SEAL, steps.administrator(VILLAGER, PROVINCE), TestPictures.seal())
                .problem())
        .isEqualTo("not-found");
    assertThat(
            service.putPng(SEAL.replace("36", "360"), administrator, TestPictures.seal()).problem())
        .isEqualTo("invalid-request");

    var answer = service.putPng(SEAL, administrator, TestPictures.seal());

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.json().path("width").asDouble()).isEqualTo(36);
    assertThat(answer.json().path("height").asDouble()).isEqualTo(36);
    assertThat(service.get("/signature-images", steps.official(CLERK)).text())
        .contains(answer.json().path("id").asString("none"));
    assertThat(service.get("/signature-images", steps.official(VILLAGER)).text())
        .doesNotContain(answer.json().path("id").asString("none"));
  }

  @Test
  void whatIsNoPictureIsRefusedWithItsReason() {
    assertThat(reason("GIF89a".getBytes(StandardCharsets.US_ASCII))).isEqualTo("not-png");
    assertThat(reason(TestPictures.bomb())).isEqualTo("too-large");
    assertThat(reason(Arrays.copyOf(TestPictures.signature(), 200))).isEqualTo("damaged");
    assertThat(
            service
                .putPng(
                    "/signature-images/own", steps.official(VILLAGER), new byte[2 * 1024 * 1024])
                .status())
        .isEqualTo(413);
  }

  @Test
  void aSystemHasNoSignatureOfItsOwn() {
    assertThat(
            service
                .putPng(
                    "/signature-images/own",
                    service.machine(TestSigning.APP),
                    TestPictures.signature())
                .problem())
        .isEqualTo("not-permitted");
  }
}
