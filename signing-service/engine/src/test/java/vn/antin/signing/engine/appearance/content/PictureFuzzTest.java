package vn.antin.signing.engine.appearance.content;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * What is said to be a PNG is a picture within bounds or is refused with a reason. The corpus runs
 * in every build; {@code JAZZER_FUZZ=1} with {@code -Dtest=PictureFuzzTest} looks for more.
 */
final class PictureFuzzTest {

  @FuzzTest
  void pictureIsReadOrRefused(byte[] png) {
    switch (Picture.png(png, Millimetres.of(30))) {
      case PictureReading.Read(Picture picture) -> assertThat(picture).isNotNull();
      case PictureReading.Unreadable(PictureReading.Reason reason, String detail) -> {
        assertThat(reason).isNotNull();
        assertThat(detail).isNotNull();
      }
    }
  }
}
