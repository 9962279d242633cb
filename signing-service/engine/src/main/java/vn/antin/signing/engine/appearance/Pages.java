package vn.antin.signing.engine.appearance;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.pdf.PdfDictionary;
import vn.antin.signing.engine.pdf.PdfFile;
import vn.antin.signing.engine.pdf.PdfPage;
import vn.antin.signing.engine.pdf.PdfReference;

/** The pages of a document as seen, and what stands on them, each looked at once. */
final class Pages {

  private static final double SMALLEST = 1;
  private static final int PAGES_AT_ONCE = 64;
  private static final UserRect LETTER = new UserRect(0, 0, 612, 792);

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
    PdfDictionary page = file.page(index).complete();
    UserRect media = FormWidgets.rect(file, page, "MediaBox");
    if (media == null) {
      media = LETTER;
    }
    UserRect crop = FormWidgets.rect(file, page, "CropBox");
    UserRect seen = crop == null ? media : crop.intersection(media);
    if (seen.width() < SMALLEST || seen.height() < SMALLEST) {
      seen = media;
    }
    double unit = file.number(page.get("UserUnit"), 1);
    return new PageView(
        seen.left(),
        seen.bottom(),
        seen.width(),
        seen.height(),
        Math.floorMod((int) file.number(page.get("Rotate"), 0), 360),
        unit > 0 && unit <= 75_000 ? unit : 1);
  }
}
