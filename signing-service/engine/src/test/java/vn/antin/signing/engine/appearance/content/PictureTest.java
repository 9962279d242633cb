package vn.antin.signing.engine.appearance.content;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import vn.antin.signing.engine.appearance.TestPictures;
import vn.antin.signing.engine.appearance.content.PictureReading.Reason;
import vn.antin.signing.engine.appearance.content.PictureReading.Unreadable;

final class PictureTest {

  private static final Millimetres WIDTH = Millimetres.of(36);

  @Test
  void heightFollowsFromTheProportions() {
    Picture picture = TestPictures.signature();

    assertThat(picture.width()).isEqualTo(Millimetres.of(40));
    assertThat(picture.height().value()).isEqualTo(40.0 * picture.rows() / picture.columns());
    assertThat(picture.transparent()).isTrue();
  }

  @Test
  void gigantPictureIsRefusedBeforeItIsDecoded() {
    byte[] png = TestPictures.sealPng();
    ByteBuffer.wrap(png).putInt(16, 2_000_000_000).putInt(20, 2_000_000_000);

    assertThat(Picture.png(png, WIDTH))
        .isEqualTo(new Unreadable(Reason.TOO_LARGE, "2000000000 × 2000000000 pixels"));
  }

  @Test
  void whatIsNoPngIsSaidToBeNone() {
    assertThat(
            Picture.png("%PDF-1.7 and so on, long enough for a header".getBytes(US_ASCII), WIDTH))
        .isEqualTo(new Unreadable(Reason.NOT_PNG, "No PNG signature"));
  }

  @Test
  void everyTruncationOfAPngIsAnAnswerAndNoException() {
    byte[] png = TestPictures.sealPng();

    for (int length = 0; length < png.length; length += 1 + length / 50) {
      assertThat(Picture.png(Arrays.copyOf(png, length), WIDTH)).isInstanceOf(Unreadable.class);
    }
  }

  @Test
  void compressedTextInAPngIsNeverUnpacked() {
    byte[] png = TestPictures.sealPng();
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    bomb.write(png, 0, 33);
    byte[] chunk = ByteBuffer.allocate(20).putInt(8).put("iCCPbomb!!!!".getBytes(US_ASCII)).array();
    bomb.write(chunk, 0, 20);
    bomb.write(png, 33, png.length - 33);

    assertThat(Picture.png(bomb.toByteArray(), WIDTH)).isInstanceOf(PictureReading.Read.class);
  }

  @Test
  void resizedPictureSharesItsPixels() {
    Picture seal = TestPictures.seal();

    assertThat(seal.resized(Millimetres.of(20)).sameAs(seal)).isTrue();
    assertThat(seal.resized(Millimetres.of(20)).height().value())
        .isEqualTo(seal.height().value() * 20 / seal.width().value());
  }
}
