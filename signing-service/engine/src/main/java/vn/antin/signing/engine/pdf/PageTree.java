package vn.antin.signing.engine.pdf;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.pdf.object.BrokenPdf;
import vn.antin.signing.engine.pdf.object.PdfDictionary;
import vn.antin.signing.engine.pdf.object.PdfObject;
import vn.antin.signing.engine.pdf.object.PdfReference;

/**
 * Walks the page tree (ISO 32000-1 section 7.7.3). A node with as many children as pages has pages
 * only, so those before the one looked for are not read.
 */
final class PageTree {

  private static final List<String> INHERITED =
      List.of("Resources", "MediaBox", "CropBox", "Rotate");

  private final PdfFile file;
  private final Set<PdfReference> path = new HashSet<>();
  private final List<PdfPage> found = new ArrayList<>();
  private int nodes;
  private int skip;
  private int wanted;

  PageTree(PdfFile file) {
    this.file = file;
  }

  /** How many pages there are. */
  int count() {
    skip = Integer.MAX_VALUE;
    wanted = 1;
    walk(file.catalog().get("Pages"), PdfDictionary.EMPTY, 0);
    return Integer.MAX_VALUE - skip;
  }

  List<PdfPage> pages(int from, int count) {
    skip = from;
    wanted = count;
    if (count > 0) {
      walk(file.catalog().get("Pages"), PdfDictionary.EMPTY, 0);
    }
    return List.copyOf(found);
  }

  private void walk(@Nullable PdfObject node, PdfDictionary ancestors, int depth) {
    if (depth > file.limits().nesting() || ++nodes > file.limits().nodes()) {
      throw BrokenPdf.limit("a page tree of more than " + (nodes - 1) + " nodes, depth " + depth);
    }
    PdfReference reference = node instanceof PdfReference given ? given : null;
    if ((reference != null && !path.add(reference))
        || !(file.resolve(node) instanceof PdfDictionary dictionary)) {
      return; // a circle or nothing: no page
    }
    PdfDictionary complete = inherit(dictionary, ancestors);
    if (dictionary.has("Kids")) {
      kids(dictionary, complete, depth);
    } else if (reference != null && (depth > 0 || dictionary.isName("Type", "Page"))) {
      page(new PdfPage(reference, dictionary, complete));
    }
    if (reference != null) {
      path.remove(reference);
    }
  }

  private void kids(PdfDictionary node, PdfDictionary complete, int depth) {
    List<PdfObject> kids = file.array(node.get("Kids"));
    boolean pagesOnly = (int) file.number(node.get("Count"), -1) == kids.size();
    if (pagesOnly && skip >= kids.size()) {
      skip -= kids.size();
      return;
    }
    int first = 0;
    if (pagesOnly && isPage(kids.get(skip))) {
      first = skip;
      skip = 0;
    }
    for (int i = first; i < kids.size() && found.size() < wanted; i++) {
      walk(kids.get(i), complete, depth + 1);
    }
  }

  private boolean isPage(PdfObject kid) {
    return file.resolve(kid) instanceof PdfDictionary dictionary && !dictionary.has("Kids");
  }

  private void page(PdfPage page) {
    if (skip > 0) {
      skip--;
    } else {
      found.add(page);
    }
  }

  private static PdfDictionary inherit(PdfDictionary node, PdfDictionary ancestors) {
    PdfDictionary complete = node;
    for (String name : INHERITED) {
      PdfObject value = ancestors.get(name);
      if (value != null && !node.has(name)) {
        complete = complete.with(name, value);
      }
    }
    return complete;
  }
}
