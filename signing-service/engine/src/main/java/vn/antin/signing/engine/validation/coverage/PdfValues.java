package vn.antin.signing.engine.validation.coverage;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.pdf.PdfFile;
import vn.antin.signing.engine.pdf.object.PdfArray;
import vn.antin.signing.engine.pdf.object.PdfDictionary;
import vn.antin.signing.engine.pdf.object.PdfNull;
import vn.antin.signing.engine.pdf.object.PdfNumber;
import vn.antin.signing.engine.pdf.object.PdfObject;
import vn.antin.signing.engine.pdf.object.PdfReference;
import vn.antin.signing.engine.pdf.object.PdfStream;

/** Compares values of two states of a file. */
final class PdfValues {

  private static final int MOST_DEPTH = 16;
  private static final long LARGEST_STREAM = 256L << 20;

  private final PdfFile before;
  private final PdfFile after;

  PdfValues(PdfFile before, PdfFile after) {
    this.before = before;
    this.after = after;
  }

  /**
   * Whether both mean the same. Equal references are the same: what they lead to is compared where
   * it is. A value may have become an object of its own.
   */
  boolean same(@Nullable PdfObject old, @Nullable PdfObject now) {
    return same(old == null ? PdfNull.NULL : old, now == null ? PdfNull.NULL : now, 0);
  }

  private boolean same(PdfObject old, PdfObject now, int depth) {
    if (old.equals(now)) {
      return true;
    }
    if (depth > MOST_DEPTH) {
      return false;
    }
    if (old instanceof PdfReference || now instanceof PdfReference) {
      return same(before.resolve(old), after.resolve(now), depth + 1);
    }
    return switch (old) {
      case PdfNumber number ->
          now instanceof PdfNumber other && number.value().compareTo(other.value()) == 0;
      case PdfArray(List<PdfObject> items) ->
          now instanceof PdfArray(List<PdfObject> others) && same(items, others, depth + 1);
      case PdfDictionary dictionary ->
          now instanceof PdfDictionary other && same(dictionary, other, depth + 1);
      case PdfStream stream ->
          now instanceof PdfStream other
              && same(stream.dictionary(), other.dictionary(), depth + 1)
              && Arrays.equals(stream.raw(LARGEST_STREAM), other.raw(LARGEST_STREAM));
      default -> false;
    };
  }

  private boolean same(List<PdfObject> items, List<PdfObject> others, int depth) {
    Iterator<PdfObject> other = others.iterator();
    return items.size() == others.size()
        && items.stream().allMatch(item -> same(item, other.next(), depth));
  }

  private boolean same(PdfDictionary old, PdfDictionary now, int depth) {
    Set<String> names = new HashSet<>(old.names());
    names.addAll(now.names());
    return names.stream().allMatch(name -> same(value(old, name), value(now, name), depth));
  }

  /** The names under which two dictionaries differ. */
  Set<String> differing(PdfDictionary old, PdfDictionary now) {
    Set<String> names = new HashSet<>(old.names());
    names.addAll(now.names());
    names.removeIf(name -> same(value(old, name), value(now, name), 0));
    return names;
  }

  private static PdfObject value(PdfDictionary dictionary, String name) {
    PdfObject value = dictionary.get(name);
    return value == null ? PdfNull.NULL : value;
  }
}
