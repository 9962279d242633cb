package vn.antin.signing.engine.appearance;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.GlyphVector;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import javax.imageio.ImageIO;
import vn.antin.signing.engine.appearance.content.Millimetres;
import vn.antin.signing.engine.appearance.content.Picture;
import vn.antin.signing.engine.appearance.content.PictureReading;

/** A signature and a seal of nobody, drawn for tests. */
public final class TestPictures {

  public static final double SEAL_MILLIMETRES = 36;

  private static final Color INK = new Color(20, 60, 170);
  private static final Color RED = new Color(215, 25, 30);
  private static final int SEAL_PIXELS = 720;

  private TestPictures() {}

  public static Picture signature() {
    return read(signaturePng(), 40);
  }

  public static Picture seal() {
    return read(sealPng(), SEAL_MILLIMETRES);
  }

  static Picture read(byte[] png, double millimetres) {
    if (Picture.png(png, Millimetres.of(millimetres))
        instanceof PictureReading.Read(Picture picture)) {
      return picture;
    }
    throw new AssertionError("The picture is readable");
  }

  /** A flourish of a pen: fast strokes are thin, slow ones thick. */
  public static byte[] signaturePng() {
    BufferedImage image = new BufferedImage(900, 480, BufferedImage.TYPE_INT_ARGB);
    Graphics2D pen = pen(image, INK);
    double[][] strokes = {
      {60, 300, 120, 60, 210, 20, 190, 180},
      {190, 180, 175, 330, 130, 420, 90, 400},
      {90, 400, 40, 360, 150, 260, 260, 240},
      {260, 240, 330, 225, 330, 300, 290, 310},
      {290, 310, 255, 315, 290, 235, 345, 240},
      {345, 240, 375, 245, 350, 300, 380, 300},
      {380, 300, 420, 300, 415, 235, 450, 235},
      {450, 235, 480, 240, 450, 310, 485, 305},
      {485, 305, 540, 290, 560, 90, 600, 60},
      {600, 60, 635, 50, 560, 250, 555, 310},
      {555, 310, 555, 340, 610, 230, 650, 240},
      {650, 240, 680, 250, 640, 310, 675, 305},
      {675, 305, 760, 280, 800, 180, 860, 150},
      {120, 345, 350, 390, 600, 370, 830, 300}
    };
    for (double[] s : strokes) {
      Point2D last = new Point2D.Double(s[0], s[1]);
      for (int i = 1; i <= 60; i++) {
        double t = i / 60.0;
        double u = 1 - t;
        Point2D next =
            new Point2D.Double(
                u * u * u * s[0] + 3 * u * u * t * s[2] + 3 * u * t * t * s[4] + t * t * t * s[6],
                u * u * u * s[1] + 3 * u * u * t * s[3] + 3 * u * t * t * s[5] + t * t * t * s[7]);
        float width = (float) Math.clamp(15 - 0.9 * last.distance(next), 5, 13);
        pen.setStroke(new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        pen.draw(new java.awt.geom.Line2D.Double(last, next));
        last = next;
      }
    }
    return png(image, pen);
  }

  /** A round seal: two rings, a star, the name of an agency that does not exist. */
  public static byte[] sealPng() {
    BufferedImage image = new BufferedImage(SEAL_PIXELS, SEAL_PIXELS, BufferedImage.TYPE_INT_ARGB);
    Graphics2D pen = pen(image, RED);
    pen.translate(SEAL_PIXELS / 2.0, SEAL_PIXELS / 2.0);
    ring(pen, 352, 16);
    ring(pen, 330, 5);
    ring(pen, 222, 6);
    around(pen, "ỦY BAN NHÂN DÂN TỈNH MẪU", 262, 52, false);
    around(pen, "• VIỆT NAM •", 296, 46, true);
    star(pen, 120);
    return png(image, pen);
  }

  private static void ring(Graphics2D pen, double radius, float width) {
    pen.setStroke(new BasicStroke(width));
    pen.draw(new Ellipse2D.Double(-radius, -radius, 2 * radius, 2 * radius));
  }

  private static void star(Graphics2D pen, double radius) {
    Path2D star = new Path2D.Double();
    for (int i = 0; i < 10; i++) {
      double r = i % 2 == 0 ? radius : radius * 0.382;
      double angle = -Math.PI / 2 + i * Math.PI / 5;
      if (i == 0) {
        star.moveTo(r * Math.cos(angle), r * Math.sin(angle));
      } else {
        star.lineTo(r * Math.cos(angle), r * Math.sin(angle));
      }
    }
    star.closePath();
    pen.fill(star);
  }

  private static void around(
      Graphics2D pen, String text, double radius, float size, boolean below) {
    Font font = font(size);
    GlyphVector glyphs = font.createGlyphVector(pen.getFontRenderContext(), text);
    double spread = below ? 1.15 : 1.18;
    double total = glyphs.getLogicalBounds().getWidth() * spread;
    for (int i = 0; i < glyphs.getNumGlyphs(); i++) {
      double middle =
          (glyphs.getGlyphPosition(i).getX() + glyphs.getGlyphMetrics(i).getAdvance() / 2) * spread;
      double angle = (middle - total / 2) / radius;
      AffineTransform place = new AffineTransform();
      place.rotate(below ? -angle : angle);
      place.translate(0, below ? radius : -radius);
      place.translate(
          -glyphs.getGlyphPosition(i).getX() - glyphs.getGlyphMetrics(i).getAdvance() / 2, 0);
      pen.fill(place.createTransformedShape(glyphs.getGlyphOutline(i)));
    }
  }

  private static Font font(float size) {
    try (InputStream in =
        TestPictures.class.getResourceAsStream("/liberation/LiberationSans-Bold.ttf")) {
      return Font.createFont(Font.TRUETYPE_FONT, Objects.requireNonNull(in)).deriveFont(size);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (FontFormatException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Graphics2D pen(BufferedImage image, Color colour) {
    Graphics2D pen = image.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    pen.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    pen.setColor(colour);
    return pen;
  }

  private static byte[] png(BufferedImage image, Graphics2D pen) {
    pen.dispose();
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      ImageIO.write(image, "png", out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
