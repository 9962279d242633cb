package vn.antin.signing.engine.appearance;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.pdf.PdfFile;
import vn.antin.signing.engine.pdf.PdfPage;
import vn.antin.signing.engine.pdf.PdfRectangle;
import vn.antin.signing.engine.pdf.object.PdfReference;

/** The pages of a document as seen, and what stands on them, each looked at once. */
final class Pages {

  private static final int PAGES_AT_ONCE = 64;

  private final PdfFile file;
  private final PageReader reader;
  private final Map<Integer, Optional<PageText>> texts = new HashMap<>();

  Pages(PdfFile file) {
    this.file = file;
    this.reader = new PageReader(file);
  }

  int count() {
    return file.pageCount();
  }

  /** From 1, or from -1 backwards, to an index; -1 when there is no such page. */
  int index(int page) {
    int index = page < 0 ? count() + page : page - 1;
    return index >= 0 && index < count() ? index : -1;
  }

  /** The index of a page, -1 when it is none. */
  int index(PdfReference page) {
    for (int from = 0, count = count(); from < count; from += PAGES_AT_ONCE) {
      int index = from;
      for (PdfPage candidate : file.pages(from, PAGES_AT_ONCE)) {
        if (candidate.reference().equals(page)) {
          return index;
        }
        index++;
      }
    }
    return -1;
  }

  @Nullable PageText text(int index) {
    return texts
        .computeIfAbsent(index, i -> Optional.ofNullable(reader.read(i, view(i))))
        .orElse(null);
  }

  PageView view(int index) {
    PdfPage page = file.page(index);
    PdfRectangle seen = page.visible(file);
    return new PageView(
        seen.left(),
        seen.bottom(),
        seen.width(),
        seen.height(),
        page.rotation(file),
        page.userUnit(file));
  }
}
