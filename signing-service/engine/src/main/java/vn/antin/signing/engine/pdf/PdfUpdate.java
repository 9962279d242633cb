package vn.antin.signing.engine.pdf;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.pdf.object.BrokenPdf;
import vn.antin.signing.engine.pdf.object.PdfDictionary;
import vn.antin.signing.engine.pdf.object.PdfObject;
import vn.antin.signing.engine.pdf.object.PdfReference;
import vn.antin.signing.engine.pdf.object.PdfStream;

/**
 * Changes to a file, to be appended to it (ISO 32000-1 section 7.5.6). Not thread-safe.
 *
 * <p>The tail has a cross-reference of the file's own kind that continues it by /Prev; a hybrid
 * file is continued by a table, which every reader understands (section 7.5.8.4). Where the file's
 * cross-reference was broken the tail has a complete one without /Prev, so that from then on all
 * readers see the same document.
 */
public final class PdfUpdate {

  private final PdfFile file;
  private final NavigableMap<Integer, Changed> changes = new TreeMap<>();
  private final Map<PdfReference, Integer> signatures = new HashMap<>();
  private int next;

  /** An object and its generation. */
  record Changed(int generation, PdfObject value) {}

  /**
   * @throws BrokenPdf when the file has no object numbers left within the limits
   */
  public PdfUpdate(PdfFile file) {
    this.file = file;
    this.next = Math.max(1, file.xref().size());
    if (next > file.limits().objectNumber()) {
      throw BrokenPdf.limit("object numbers up to " + next);
    }
  }

  public PdfFile file() {
    return file;
  }

  /** A new object. */
  public PdfReference add(PdfObject value) {
    PdfReference reference = reserve();
    changes.put(reference.number(), new Changed(0, value));
    return reference;
  }

  /** A number for an object that {@link #put} brings later. */
  public PdfReference reserve() {
    if (next > file.limits().objectNumber()) {
      throw BrokenPdf.limit("object numbers up to " + next);
    }
    return new PdfReference(next++, 0);
  }

  /** The new value of an object of the file, or the value of a reserved one. */
  public void put(PdfReference reference, PdfObject value) {
    changes.put(reference.number(), new Changed(reference.generation(), value));
  }

  /** As {@link PdfFile#resolve}, with the changes so far. */
  public PdfObject resolve(@Nullable PdfObject object) {
    if (object instanceof PdfReference reference) {
      Changed changed = changes.get(reference.number());
      if (changed != null && changed.generation() == reference.generation()) {
        return resolve(changed.value());
      }
    }
    return file.resolve(object);
  }

  /** As {@link PdfFile#dictionary}, with the changes so far. */
  public PdfDictionary dictionary(@Nullable PdfObject object) {
    return switch (resolve(object)) {
      case PdfDictionary dictionary -> dictionary;
      case PdfStream stream -> stream.dictionary();
      default -> PdfDictionary.EMPTY;
    };
  }

  public PdfDictionary catalog() {
    return dictionary(file.trailer().get("Root"));
  }

  /**
   * Changes the catalog.
   *
   * @throws BrokenPdf when the trailer does not refer to it
   */
  public void catalog(PdfDictionary catalog) {
    if (!(file.trailer().get("Root") instanceof PdfReference root)) {
      throw BrokenPdf.unreadable("The trailer does not refer to the catalog");
    }
    put(root, catalog);
  }

  /**
   * A new signature or document time-stamp dictionary; /ByteRange and /Contents are added, the
   * latter with room for this many bytes. One for each update.
   */
  public PdfReference addSignature(PdfDictionary dictionary, int capacity) {
    if (!signatures.isEmpty()) {
      throw new IllegalStateException("An update carries one signature");
    }
    if (capacity < 1 || capacity > Tail.LARGEST_CAPACITY) {
      throw new IllegalArgumentException("Room for " + capacity + " bytes");
    }
    PdfReference reference = add(dictionary);
    signatures.put(reference, capacity);
    return reference;
  }

  public boolean isEmpty() {
    return changes.isEmpty();
  }

  /**
   * The bytes to append.
   *
   * @throws BrokenPdf when the file is too long for its kind of cross-reference (10,000,000,000
   *     bytes for a table)
   */
  public Tail write() {
    file.requireSound();
    return new TailWriter(file, changes, signatures, next).write();
  }
}
