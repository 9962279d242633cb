package vn.antin.signing.engine.preview;

import java.awt.image.BufferedImage;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdfparser.PDFParser;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;

/**
 * The child process: {@code PageRenderer <page, from 1> <width in pixels>}. Exit codes: 0 rendered,
 * 2 usage, 3 out of memory (given by the JVM), 4 unreadable document, 5 no such page.
 */
final class PageRenderer {

  static final int USAGE = 2;
  static final int OUT_OF_MEMORY = 3;
  static final int UNREADABLE = 4;
  static final int NO_SUCH_PAGE = 5;

  private static final double MOST_PIXELS = 4_000_000;

  private PageRenderer() {}

  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 2) {
      System.exit(USAGE);
    }
    DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)));
    System.setOut(System.err); // nothing else may write into the protocol
    DataInputStream in = new DataInputStream(new FileInputStream(FileDescriptor.in));
    int page = Integer.parseInt(arguments[0]);
    int width = Integer.parseInt(arguments[1]);
    System.exit(render(new RangeProtocol(in, out), page, width));
  }

  private static int render(RangeProtocol protocol, int page, int width) {
    try (PDDocument document =
        new PDFParser(
                new PdfBoxSource(protocol), "", null, null, IOUtils.createMemoryOnlyStreamCache())
            .parse()) {
      if (page < 1 || page > document.getNumberOfPages()) {
        return NO_SUCH_PAGE;
      }
      PDFRenderer renderer = new PDFRenderer(document);
      renderer.setSubsamplingAllowed(true);
      BufferedImage image =
          renderer.renderImage(
              page - 1, scale(document.getPage(page - 1).getCropBox(), width), ImageType.RGB);
      ByteArrayOutputStream png = new ByteArrayOutputStream();
      ImageIO.setUseCache(false);
      ImageIO.write(image, "png", png);
      protocol.hand(png.toByteArray());
      return 0;
    } catch (IOException | RuntimeException | StackOverflowError e) {
      return UNREADABLE;
    }
  }

  private static float scale(PDRectangle box, int width) {
    double longer = Math.max(1, Math.max(box.getWidth(), box.getHeight()));
    double area = Math.max(1, box.getWidth()) * Math.max(1, box.getHeight());
    double byWidth = width / Math.max(1, (double) box.getWidth());
    double bounded = Math.min(byWidth, Math.sqrt(MOST_PIXELS / area));
    return (float) Math.min(bounded, 8000 / longer);
  }
}
