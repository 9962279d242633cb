package vn.antin.signing.engine.appearance;

import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.graphics.PDXObject;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.apache.pdfbox.util.Matrix;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.EngineException;
import vn.antin.signing.engine.appearance.PageText.Glyph;
import vn.antin.signing.engine.appearance.content.Box;
import vn.antin.signing.engine.pdf.PdfFile;
import vn.antin.signing.engine.pdf.PdfRectangle;
import vn.antin.signing.engine.pdf.object.BrokenPdf;

/**
 * Finds the text and the images of a page. The page is copied out of the document first, within
 * limits and without images and font programs, so that time and memory follow neither the size nor
 * the tricks of the document.
 */
final class PageReader {

  /** For all pages that one appearance has to look at. */
  private static final long BUDGET_NANOS = 5_000_000_000L;

  private static final int MOST_GLYPHS = 100_000;
  private static final int CHECK_EVERY = 256;

  private final PdfFile file;
  private final long deadline;

  PageReader(PdfFile file) {
    this.file = file;
    this.deadline = System.nanoTime() + BUDGET_NANOS;
  }

  /** Null when the page is damaged or beyond the limits. */
  @Nullable PageText read(int index, PageView view) {
    try (PDDocument document = new PDDocument()) {
      PDPage page = new PageCopy(file, document).page(index);
      document.addPage(page);
      Collector collector = new Collector(view, deadline);
      collector.writeText(document, new StringWriter());
      return PageText.of(collector.glyphs, collector.images);
    } catch (EngineException e) {
      throw e;
    } catch (IOException | BrokenPdf | StackOverflowError e) {
      return null;
    } catch (RuntimeException e) {
      return null; // of the library, on what it did not expect
    }
  }

  private static final class Collector extends PDFTextStripper {

    private final PageView view;
    private final long deadline;
    private final List<Glyph> glyphs = new ArrayList<>();
    private final List<Box> images = new ArrayList<>();
    private int operators;

    Collector(PageView view, long deadline) {
      this.view = view;
      this.deadline = deadline;
    }

    @Override
    protected void processTextPosition(TextPosition position) {
      String text = position.getUnicode();
      if (text == null || text.isEmpty() || glyphs.size() >= MOST_GLYPHS) {
        return;
      }
      boolean mark = Character.getType(text.codePointAt(0)) == Character.NON_SPACING_MARK;
      if (mark && !glyphs.isEmpty()) {
        Glyph base = glyphs.removeLast();
        glyphs.add(new Glyph(base.text() + text, base.box()));
        return;
      }
      double unit = view.userUnit();
      double height = Math.max(position.getHeight(), 0.3 * position.getFontSizeInPt());
      glyphs.add(
          new Glyph(
              text,
              new Box(
                  position.getX() * unit,
                  (position.getY() - height) * unit,
                  position.getWidth() * unit,
                  height * unit)));
    }

    @Override
    protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
      if (++operators % CHECK_EVERY == 0 && System.nanoTime() > deadline) {
        throw new IOException("The page takes too long to read");
      }
      if (operator.getName().equals("gs")) {
        return; // the copy has no graphics states, and text needs none
      }
      if (operator.getName().equals("Do")
          && !operands.isEmpty()
          && operands.getFirst() instanceof COSName name) {
        PDXObject object = getResources() == null ? null : getResources().getXObject(name);
        if (object instanceof PDImageXObject) {
          addImage(getGraphicsState().getCurrentTransformationMatrix());
          return;
        }
      } else if (operator.getName().equals("BI")) {
        addImage(getGraphicsState().getCurrentTransformationMatrix());
      }
      super.processOperator(operator, operands);
    }

    private void addImage(Matrix matrix) {
      if (images.size() < MOST_GLYPHS) {
        float a = matrix.getScaleX();
        float b = matrix.getShearY();
        float c = matrix.getShearX();
        float d = matrix.getScaleY();
        double left = matrix.getTranslateX() + Math.min(0, a) + Math.min(0, c);
        double bottom = matrix.getTranslateY() + Math.min(0, b) + Math.min(0, d);
        double right = matrix.getTranslateX() + Math.max(0, a) + Math.max(0, c);
        double top = matrix.getTranslateY() + Math.max(0, b) + Math.max(0, d);
        images.add(view.toSeen(new PdfRectangle(left, bottom, right, top)));
      }
    }
  }
}
