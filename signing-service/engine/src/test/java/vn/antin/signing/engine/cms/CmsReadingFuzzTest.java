package vn.antin.signing.engine.cms;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Bytes said to be a signature never do more than be none. */
final class CmsReadingFuzzTest {

  @FuzzTest
  void bytesEndInAReadingOrInNothing(byte[] bytes) {
    assertThat(CmsReading.of(bytes))
        .satisfies(reading -> reading.ifPresent(r -> assertThat(r.subjects()).isNotEmpty()));
  }
}
