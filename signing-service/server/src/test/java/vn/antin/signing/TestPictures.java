package vn.antin.signing;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import javax.imageio.ImageIO;

/** Pictures of signatures and seals. */
public final class TestPictures {
  private TestPictures() {}

  /** Blue on nothing. */
  public static byte[] signature() {
    return drawn(400, 200, new Color(0, 0, 160));
  }

  /** Red on nothing. */
  public static byte[] seal() {
    return drawn(300, 300, new Color(200, 0, 0));
  }

  /** A PNG whose header says that it has more pixels than anybody decodes. */
  public static byte[] bomb() {
    var png = signature();
    ByteBuffer.wrap(png).putInt(16, 60_000).putInt(20, 60_000);
    var crc = new java.util.zip.CRC32();
    crc.update(png, 12, 17);
    ByteBuffer.wrap(png).putInt(29, (int) crc.getValue());
    return png;
  }

  private static byte[] drawn(int width, int height, Color ink) {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    var graphics = image.createGraphics();
    graphics.setColor(ink);
    graphics.setStroke(new BasicStroke(6));
    graphics.drawOval(10, 10, width - 20, height - 20);
    graphics.dispose();
    var out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
