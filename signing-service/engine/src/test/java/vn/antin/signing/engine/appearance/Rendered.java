package vn.antin.signing.engine.appearance;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.Tools;

/** Page 1 as other programs show it. */
public record Rendered(BufferedImage image, int dpi) {

  /** Who renders. */
  public enum Program {
    PDFTOPPM("pdftoppm", "poppler-utils"),
    MUTOOL("mutool", "mupdf-tools");

    private final String command;
    private final String packageName;

    Program(String command, String packageName) {
      this.command = command;
      this.packageName = packageName;
    }
  }

  /** Pixels from the upper left corner, both edges included. */
  public record Area(int left, int top, int right, int bottom) {

    int width() {
      return right - left + 1;
    }

    int height() {
      return bottom - top + 1;
    }
  }

  public static Rendered by(Program program, byte[] pdf, int dpi) {
    return by(program, pdf, dpi, 1);
  }

  /** For a page with a /UserUnit, which pdftoppm does not know. */
  static Rendered by(Program program, byte[] pdf, int dpi, double userUnit) {
    Tools.need(program.command, program.packageName);
    try {
      Path folder = Files.createTempDirectory("rendered");
      Path file = Files.write(folder.resolve("page.pdf"), pdf);
      Path picture = folder.resolve("page.png");
      double known = program == Program.PDFTOPPM ? userUnit : 1;
      String resolution = String.valueOf(Math.round(dpi * known));
      List<String> command =
          switch (program) {
            case PDFTOPPM ->
                List.of(
                    "pdftoppm",
                    "-png",
                    "-r",
                    resolution,
                    "-singlefile",
                    "-cropbox",
                    file.toString(),
                    folder.resolve("page").toString());
            case MUTOOL ->
                List.of(
                    "mutool",
                    "draw",
                    "-q",
                    "-r",
                    resolution,
                    "-o",
                    picture.toString(),
                    file.toString(),
                    "1");
          };
      Tools.Answer answer = Tools.run(command.toArray(String[]::new));
      if (!Files.exists(picture)) {
        throw new AssertionError(program + " draws nothing: " + answer.text());
      }
      BufferedImage image = ImageIO.read(picture.toFile());
      Files.delete(file);
      Files.delete(picture);
      Files.delete(folder);
      return new Rendered(image, dpi);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public double pixels(double millimetres) {
    return millimetres * dpi / 25.4;
  }

  /** The smallest area outside of which both show the same; null when they are the same. */
  public @Nullable Area difference(Rendered other) {
    int left = Integer.MAX_VALUE;
    int top = Integer.MAX_VALUE;
    int right = -1;
    int bottom = -1;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        if (image.getRGB(x, y) != other.image.getRGB(x, y)) {
          left = Math.min(left, x);
          top = Math.min(top, y);
          right = Math.max(right, x);
          bottom = Math.max(bottom, y);
        }
      }
    }
    return right < 0 ? null : new Area(left, top, right, bottom);
  }

  /** The mean difference per colour of an area, 0 to 255. */
  public double distance(Rendered other, Area area) {
    long sum = 0;
    for (int y = area.top(); y <= area.bottom(); y++) {
      for (int x = area.left(); x <= area.right(); x++) {
        int one = image.getRGB(x, y);
        int two = other.image.getRGB(x, y);
        for (int shift = 0; shift <= 16; shift += 8) {
          sum += Math.abs((one >> shift & 0xff) - (two >> shift & 0xff));
        }
      }
    }
    return sum / 3.0 / area.width() / area.height();
  }
}
