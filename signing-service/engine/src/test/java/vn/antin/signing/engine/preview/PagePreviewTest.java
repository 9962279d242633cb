package vn.antin.signing.engine.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import vn.antin.signing.engine.DocumentSource;
import vn.antin.signing.engine.EngineException;
import vn.antin.signing.engine.TestPdfs;
import vn.antin.signing.engine.preview.PagePreview.Limits;
import vn.antin.signing.engine.preview.Preview.NotRendered;
import vn.antin.signing.engine.preview.Preview.Reason;

/** Pages become pictures in another process, within limits. */
final class PagePreviewTest {

  private final PagePreview preview =
      new PagePreview(new Limits(256, Duration.ofMinutes(2), 8 << 20, 2));

  @Test
  void pageBecomesAPictureOfTheWidthAskedFor() throws Exception {
    Preview made = preview.render(DocumentSource.of(TestPdfs.pages(3)), 2, 700);

    assertThat(made).isInstanceOf(Preview.Png.class);
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(((Preview.Png) made).bytes()));
    assertThat(image.getWidth()).isBetween(699, 701);
    assertThat(image.getHeight()).isBetween(985, 995);
    assertThat(dark(image)).isPositive();
  }

  @Test
  void pageBeyondTheLastIsNamedSo() {
    assertThat(preview.render(DocumentSource.of(TestPdfs.pages(1)), 2, 300))
        .isEqualTo(new Preview.NoSuchPage());
  }

  @Test
  void garbageIsUnreadable() {
    byte[] garbage = "%PDF-1.7 and nothing more".getBytes(StandardCharsets.US_ASCII);

    assertThat(preview.render(DocumentSource.of(garbage), 1, 300))
        .isEqualTo(new NotRendered(Reason.UNREADABLE));
  }

  @Test
  void rendererThatTakesTooLongIsEnded() {
    PagePreview impatient = new PagePreview(new Limits(256, Duration.ofMillis(20), 1 << 20, 1));

    assertThat(impatient.render(DocumentSource.of(TestPdfs.pages(1)), 1, 300))
        .isEqualTo(new NotRendered(Reason.TIMED_OUT));
  }

  @Test
  void pageThatNeedsTooMuchMemoryIsTooComplex() {
    PagePreview small = new PagePreview(new Limits(8, Duration.ofMinutes(2), 8 << 20, 1));

    assertThat(small.render(DocumentSource.of(TestPdfs.pages(1)), 1, 2000))
        .isEqualTo(new NotRendered(Reason.TOO_COMPLEX));
  }

  @Test
  void callerIsToldWhenAllRenderersAreAtWork() throws Exception {
    PagePreview one = new PagePreview(new Limits(256, Duration.ofMillis(400), 1 << 20, 1));
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch gate = new CountDownLatch(1);
    DocumentSource blocking =
        new DocumentSource() {
          @Override
          public long length() throws IOException {
            begun.countDown();
            try {
              gate.await();
            } catch (InterruptedException e) {
              throw new IOException(e);
            }
            return 10;
          }

          @Override
          public int read(long position, ByteBuffer buffer) {
            return -1;
          }
        };
    Thread first = Thread.startVirtualThread(() -> one.render(blocking, 1, 300));
    begun.await();
    assertThat(one.render(DocumentSource.of(TestPdfs.pages(1)), 1, 300))
        .isEqualTo(new NotRendered(Reason.BUSY));
    gate.countDown();
    first.join();
  }

  @Test
  void failingSourceIsAnOutage() {
    DocumentSource failing =
        new DocumentSource() {
          @Override
          public long length() {
            return 100;
          }

          @Override
          public int read(long position, ByteBuffer buffer) throws IOException {
            throw new IOException("the database is away");
          }
        };
    assertThatExceptionOfType(EngineException.class)
        .isThrownBy(() -> preview.render(failing, 1, 300))
        .returns(EngineException.Fault.SOURCE_UNREADABLE, EngineException::fault);
  }

  private static int dark(BufferedImage image) {
    int dark = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        if ((image.getRGB(x, y) & 0xff) < 100) {
          dark++;
        }
      }
    }
    return dark;
  }
}
