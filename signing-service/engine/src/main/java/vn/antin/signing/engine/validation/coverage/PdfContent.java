package vn.antin.signing.engine.validation.coverage;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.pdf.PdfField;
import vn.antin.signing.engine.pdf.PdfFile;
import vn.antin.signing.engine.pdf.PdfPage;
import vn.antin.signing.engine.pdf.object.PdfArray;
import vn.antin.signing.engine.pdf.object.PdfDictionary;
import vn.antin.signing.engine.pdf.object.PdfNull;
import vn.antin.signing.engine.pdf.object.PdfObject;
import vn.antin.signing.engine.pdf.object.PdfReference;
import vn.antin.signing.engine.pdf.object.PdfStream;

/**
 * What a document shows, whatever else its objects are used for: the page tree with contents,
 * resources, and annotations. Also which objects it refers to without having them, since whoever
 * adds those changes it.
 */
final class PdfContent {

  private static final int PAGES_AT_ONCE = 500;
  private static final int MOST_DEPTH = 128;
  private static final List<String> OF_PAGE =
      List.of(
          "Contents",
          "Resources",
          "MediaBox",
          "CropBox",
          "BleedBox",
          "TrimBox",
          "ArtBox",
          "Rotate",
          "UserUnit",
          "Group");
  private static final Set<String> BESIDE_CONTENT =
      Set.of("StructTreeRoot", "Outlines", "Metadata", "PieceInfo", "DSS");
  private static final Set<String> BESIDE_STREAM = Set.of("Metadata", "PieceInfo");

  private final PdfFile file;
  private final Set<Integer> shown = new HashSet<>();
  private final Set<Integer> nodes = new HashSet<>();
  private final Set<Integer> missing = new HashSet<>();
  private final Set<Integer> widgets = new HashSet<>();

  PdfContent(PdfFile file) {
    this.file = file;
    for (PdfField field : file.fields()) {
      field.widgets().forEach(widget -> widgets.add(widget.number()));
    }
    PdfDictionary catalog = file.catalog();
    Set<Integer> all = new HashSet<>();
    catalog.names().stream()
        .filter(name -> !BESIDE_CONTENT.contains(name))
        .forEach(name -> follow(catalog.get(name), all));
    tree(catalog.get("Pages"), 0);
    follow(catalog.get("OCProperties"), shown);
    int count = 0;
    List<PdfPage> pages;
    do {
      pages = file.pages(count, PAGES_AT_ONCE);
      pages.forEach(this::page);
      count += pages.size();
    } while (pages.size() == PAGES_AT_ONCE);
  }

  /** Whether the object is shown, or an object of the page tree. */
  boolean shows(int number) {
    return shown.contains(number) || nodes.contains(number);
  }

  /** Whether the document refers to such an object and has none. */
  boolean lacks(int number) {
    return missing.contains(number);
  }

  private void tree(@Nullable PdfObject node, int depth) {
    if (node instanceof PdfReference(int number, int _) && !nodes.add(number)) {
      return;
    }
    PdfDictionary dictionary = file.dictionary(node);
    if (dictionary.get("Kids") instanceof PdfReference(int number, int _)) {
      nodes.add(number);
    }
    if (depth < MOST_DEPTH) {
      file.array(dictionary.get("Kids")).forEach(kid -> tree(kid, depth + 1));
    }
  }

  private void page(PdfPage page) {
    nodes.add(page.reference().number());
    OF_PAGE.forEach(name -> follow(page.complete().get(name), shown));
    PdfObject annotations = page.dictionary().get("Annots");
    if (annotations instanceof PdfReference(int number, int _)) {
      nodes.add(number);
    }
    for (PdfObject annotation : file.array(annotations)) {
      int number = annotation instanceof PdfReference reference ? reference.number() : 0;
      nodes.add(number);
      if (!widgets.contains(number)) {
        follow(file.dictionary(annotation).get("AP"), shown);
      }
    }
  }

  /** In the order of numbers, so that an object stream need not be read again and again. */
  private void follow(@Nullable PdfObject from, Set<Integer> seen) {
    TreeMap<Integer, PdfReference> next = new TreeMap<>();
    references(from, seen, next);
    while (!next.isEmpty()) {
      PdfReference reference = next.pollFirstEntry().getValue();
      PdfObject object = file.stored(reference);
      if (object instanceof PdfNull) {
        missing.add(reference.number());
      }
      references(object, seen, next);
    }
  }

  private static void references(
      @Nullable PdfObject value, Set<Integer> seen, Map<Integer, PdfReference> next) {
    switch (value) {
      case PdfReference reference -> {
        if (seen.add(reference.number())) {
          next.put(reference.number(), reference);
        }
      }
      case PdfArray(List<PdfObject> items) -> items.forEach(item -> references(item, seen, next));
      case PdfDictionary dictionary ->
          dictionary.names().forEach(name -> references(dictionary.get(name), seen, next));
      case PdfStream stream ->
          stream.dictionary().names().stream()
              .filter(name -> !BESIDE_STREAM.contains(name))
              .forEach(name -> references(stream.dictionary().get(name), seen, next));
      case null, default -> {}
    }
  }
}
