package vn.antin.signing.engine.appearance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.antin.signing.engine.appearance.content.Box;
import vn.antin.signing.engine.pdf.PdfRectangle;

final class PageViewTest {

  /** A4 with 10 points cut off at the left and 20 at the bottom. */
  private static PageView page(int rotation, double unit) {
    return new PageView(10, 20, 585, 822, rotation, unit);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 10, 842", // upper left as stored
    "90, 10, 20", // turned clockwise, the lower left comes up
    "180, 595, 20",
    "270, 595, 842"
  })
  void upperLeftCornerAsSeenIsTheRightCornerOfTheFile(int rotation, double x, double y) {
    PdfRectangle user = page(rotation, 1).toUser(new Box(0, 0, 1e-9, 1e-9));

    assertThat(user.left()).isCloseTo(x, within(1e-6));
    assertThat(user.bottom()).isCloseTo(y, within(1e-6));
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "90, 1", "180, 1", "270, 1", "0, 2.5", "90, 2.5", "180, 0.5", "270, 0.5"})
  void whatIsSeenComesBackFromTheFile(int rotation, double unit) {
    PageView page = page(rotation, unit);
    Box seen = new Box(30, 40, 50, 60);

    Box back = page.toSeen(page.toUser(seen));

    assertThat(back.x()).isCloseTo(30, within(1e-6));
    assertThat(back.y()).isCloseTo(40, within(1e-6));
    assertThat(back.width()).isCloseTo(50, within(1e-6));
    assertThat(back.height()).isCloseTo(60, within(1e-6));
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "90, 1", "180, 1", "270, 1", "0, 2", "90, 2", "180, 2", "270, 2"})
  void matrixFillsTheRectangleExactly(int rotation, double unit) {
    PageView page = page(rotation, unit);
    PdfRectangle rect = page.toUser(new Box(30, 40, 50, 60));
    double[] m = page.matrix(50, 60);

    double[] xs = {m[4], m[0] * 50 + m[2] * 60 + m[4]};
    double[] ys = {m[5], m[1] * 50 + m[3] * 60 + m[5]};
    assertThat(Math.min(xs[0], xs[1])).isCloseTo(0, within(1e-6));
    assertThat(Math.min(ys[0], ys[1])).isCloseTo(0, within(1e-6));
    assertThat(Math.max(xs[0], xs[1])).isCloseTo(rect.width(), within(1e-6));
    assertThat(Math.max(ys[0], ys[1])).isCloseTo(rect.height(), within(1e-6));
  }
}
