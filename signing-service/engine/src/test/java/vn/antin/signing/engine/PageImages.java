package vn.antin.signing.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.pdf.PdfFile;
import vn.antin.signing.engine.pdf.PdfPage;
import vn.antin.signing.engine.pdf.PdfRectangle;
import vn.antin.signing.engine.pdf.object.PdfObject;

/** Pages as others show them, to be compared before and after. */
public final class PageImages {

  /** For each inch. */
  private static final String DOTS = "50";

  private static final String LAST = "3";

  private PageImages() {}

  /** Red, green and blue of each pixel, row by row from the top. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Image(int width, int height, byte[] pixels) {}

  /**
   * A part of a page, as shares of its width and height from the top left corner, where a change is
   * expected.
   */
  public record Area(int page, double left, double top, double right, double bottom) {

    /** Where a rectangle lies on the first page as it is shown. */
    static Area of(PdfFile file, List<PdfObject> rectangle) {
      PdfPage page = file.page(0);
      PdfRectangle seen = page.visible(file);
      double west = (file.number(rectangle.get(0), 0) - seen.left()) / seen.width();
      double south = (file.number(rectangle.get(1), 0) - seen.bottom()) / seen.height();
      double east = (file.number(rectangle.get(2), 0) - seen.left()) / seen.width();
      double north = (file.number(rectangle.get(3), 0) - seen.bottom()) / seen.height();
      return switch (page.rotation(file)) {
        case 90 -> new Area(1, south, west, north, east);
        case 180 -> new Area(1, 1 - east, south, 1 - west, north);
        case 270 -> new Area(1, 1 - north, 1 - east, 1 - south, 1 - west);
        default -> new Area(1, west, 1 - north, east, 1 - south);
      };
    }

    /** A pixel more on each side, for smoothed edges. */
    private boolean covers(int number, int x, int y, Image image) {
      return number == page
          && x >= left * image.width() - 2
          && x <= right * image.width() + 1
          && y >= top * image.height() - 2
          && y <= bottom * image.height() + 1;
    }
  }

  /** What differs on the first pages outside the area, if anything; the folder is emptied. */
  public static Optional<String> difference(
      Path before, Path after, Path folder, @Nullable Area expected) throws IOException {
    List<Image> first = byPoppler(before, folder);
    Optional<String> found = difference(first, byPoppler(after, folder), expected);
    // poppler shows some files a little different each time; then mupdf is asked
    return found.isEmpty() || difference(first, byPoppler(before, folder), null).isEmpty()
        ? found
        : difference(byMupdf(before, folder), byMupdf(after, folder), expected);
  }

  private static Optional<String> difference(
      List<Image> first, List<Image> second, @Nullable Area expected) {
    if (first.size() != second.size()) {
      return Optional.of(first.size() + " pages shown before, " + second.size() + " after");
    }
    for (int i = 0; i < first.size(); i++) {
      Optional<String> found = difference(i + 1, first.get(i), second.get(i), expected);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> difference(
      int number, Image before, Image after, @Nullable Area expected) {
    if (before.width() != after.width() || before.height() != after.height()) {
      return Optional.of("page " + number + " has another size");
    }
    int changed = 0;
    for (int i = 0; i < before.pixels().length; i++) {
      if (before.pixels()[i] != after.pixels()[i]) {
        int pixel = i / 3;
        int x = pixel % before.width();
        int y = pixel / before.width();
        if (expected == null || !expected.covers(number, x, y, before)) {
          changed++;
        }
      }
    }
    return changed == 0
        ? Optional.empty()
        : Optional.of("page " + number + " shows " + changed + " other color values");
  }

  private static List<Image> byPoppler(Path pdf, Path folder) throws IOException {
    Files.createDirectories(folder);
    String name = folder.resolve("page").toString();
    Tools.run("pdftoppm", "-cropbox", "-r", DOTS, "-l", LAST, pdf.toString(), name);
    return images(folder);
  }

  private static List<Image> byMupdf(Path pdf, Path folder) throws IOException {
    String name = folder.resolve("page%d.ppm").toString();
    Tools.run("mutool", "draw", "-q", "-r", DOTS, "-o", name, pdf.toString(), "1-" + LAST);
    return images(folder);
  }

  private static List<Image> images(Path folder) throws IOException {
    List<Image> images = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        images.add(image(Files.readAllBytes(file)));
        Files.delete(file);
      }
    }
    return images;
  }

  /** A portable pixmap: P6, width, height, largest value, then the pixels. */
  private static Image image(byte[] file) {
    String head = new String(file, 0, Math.min(64, file.length), StandardCharsets.ISO_8859_1);
    String[] words = head.split("\\s", 5);
    int width = Integer.parseInt(words[1]);
    int height = Integer.parseInt(words[2]);
    byte[] pixels = new byte[3 * width * height];
    System.arraycopy(file, file.length - pixels.length, pixels, 0, pixels.length);
    return new Image(width, height, pixels);
  }
}
