package vn.antin.signing.certificate.list;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.problem.SigningException;

/** Whatever is sent is a list within its limits, or refused with a reason. */
final class ListFuzzTest {
  private static final int ROWS = 50;
  private static final long BYTES = 1_000_000;

  @FuzzTest
  void bytesAreATableOrRefused(byte[] bytes) {
    read(lines -> CsvList.read(bytes, ROWS, lines));
  }

  @FuzzTest
  void bytesAreAnArchiveOrRefused(byte[] bytes) {
    read(lines -> ZipList.read(bytes, ROWS, BYTES, lines));
  }

  private static void read(Consumer<Consumer<ListedCertificate>> source) {
    List<ListedCertificate> lines = new ArrayList<>();
    try {
      source.accept(lines::add);
      assertThat(lines)
          .isNotEmpty()
          .hasSizeLessThanOrEqualTo(ROWS)
          .allSatisfy(line -> {
            assertThat(line.number()).isGreaterThan(1);
            assertThat(line.username()).hasSizeLessThanOrEqualTo(200);
          });
    } catch (SigningException e) {
      assertThat(e.problem()).isEqualTo(Problem.LIST_REFUSED);
      assertThat(e.facts()).containsKey("reason");
    }
  }
}
