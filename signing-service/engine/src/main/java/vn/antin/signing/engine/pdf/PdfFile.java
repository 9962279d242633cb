package vn.antin.signing.engine.pdf;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.DocumentSource;
import vn.antin.signing.engine.EngineException;
import vn.antin.signing.engine.PdfInspection;
import vn.antin.signing.engine.PdfInspection.Damage;
import vn.antin.signing.engine.PdfInspection.Permissions;
import vn.antin.signing.engine.pdf.object.BrokenPdf;
import vn.antin.signing.engine.pdf.object.PdfArray;
import vn.antin.signing.engine.pdf.object.PdfDictionary;
import vn.antin.signing.engine.pdf.object.PdfName;
import vn.antin.signing.engine.pdf.object.PdfNull;
import vn.antin.signing.engine.pdf.object.PdfNumber;
import vn.antin.signing.engine.pdf.object.PdfObject;
import vn.antin.signing.engine.pdf.object.PdfReference;
import vn.antin.signing.engine.pdf.object.PdfStream;
import vn.antin.signing.engine.pdf.object.PdfString;

/**
 * A PDF, read where it is asked for. Not thread-safe; needs its source as long as it is used.
 *
 * <p>Every method may throw {@link BrokenPdf} where the file turns out damaged or beyond the
 * limits, and {@link EngineException} when the source fails. A broken cross-reference is repaired
 * by reading the whole file, unless the file carries a signature.
 */
public final class PdfFile {

  /** There may be up to 1,024 bytes before the header (ISO 32000-1, implementation note 13). */
  private static final int HEADER_WITHIN = 1024;

  private static final int LONGEST_CHAIN = 32;

  private final SourceBytes bytes;
  private final PdfLimits limits;
  private final long header;
  private final ObjectCache cache = new ObjectCache();
  private Xref xref = new Xref(List.of(), 0, 0);
  private @Nullable String repaired;
  private @Nullable BrokenPdf beyondRepair;
  private @Nullable EncryptedFile encryption;
  private long work;
  private int depth;

  private PdfFile(SourceBytes bytes, PdfLimits limits, long header) {
    this.bytes = bytes;
    this.limits = limits;
    this.header = header;
    this.work = limits.work() + 4 * bytes.length();
  }

  /**
   * Finds catalog and first page.
   *
   * @throws EngineException SOURCE_UNREADABLE when the source fails; a bad file is a return value
   */
  public static Opening open(DocumentSource source) {
    return open(source, PdfLimits.DEFAULT);
  }

  static Opening open(DocumentSource source, PdfLimits limits) {
    SourceBytes bytes = new SourceBytes(source);
    long header = header(bytes);
    if (header < 0) {
      return new Opening.Refused(new PdfInspection.NotPdf());
    }
    PdfFile file = new PdfFile(bytes, limits, header);
    try {
      PdfInspection verdict = file.load();
      return verdict == null ? new Opening.Opened(file) : new Opening.Refused(verdict);
    } catch (BrokenPdf e) {
      return new Opening.Refused(new PdfInspection.Broken(e.damage(), e.detail()));
    }
  }

  private static long header(SourceBytes bytes) {
    for (long at = 0; at < Math.min(HEADER_WITHIN, bytes.length()); at++) {
      if (bytes.at(at) == '%' && new PdfLexer(bytes, at, 0).startsWith("%PDF-")) {
        return at;
      }
    }
    return -1;
  }

  private @Nullable PdfInspection load() {
    try {
      xref = Xref.read(this, bytes, header);
    } catch (BrokenPdf e) {
      repair(e);
    }
    if (resolve(trailer().get("Encrypt")) instanceof PdfDictionary encrypt) {
      PdfInspection verdict = decrypt(encrypt);
      if (verdict != null) {
        return verdict;
      }
    }
    if (!hasPages() && repaired == null) {
      repair(new BrokenPdf(Damage.NO_PAGES, "The cross-reference leads to no page"));
    }
    if (!hasPages()) {
      return new PdfInspection.Broken(Damage.NO_PAGES, "The page tree is empty");
    }
    return null;
  }

  private @Nullable PdfInspection decrypt(PdfDictionary encrypt) {
    if (repaired != null) {
      return new PdfInspection.Encrypted("It is encrypted and its cross-reference is broken");
    }
    EncryptedFile opened = EncryptedFile.open(this, encrypt).orElse(null);
    if (opened == null) {
      return new PdfInspection.Encrypted(
          "It opens with a password or certificate only, or is encrypted in no standard way");
    }
    if (!opened.allowsFilling()) {
      return new PdfInspection.Encrypted(
          "It is encrypted, and its owner's permissions allow neither signing nor filling fields");
    }
    cache.clear();
    encryption = opened;
    return null;
  }

  /** What undoes the file's encryption, where there is one. */
  @Nullable EncryptedFile encryption() {
    return encryption;
  }

  private boolean hasPages() {
    return !new PageTree(this).pages(0, 1).isEmpty();
  }

  private void repair(BrokenPdf cause) {
    if (beyondRepair != null) {
      throw beyondRepair;
    }
    if (cause.damage() == Damage.LIMIT || repaired != null || encryption != null) {
      throw cause;
    }
    Xref before = xref;
    try {
      if (!Xref.hasEnd(bytes)) {
        throw Xref.damaged("The end of the file is missing");
      }
      repaired = cause.detail();
      cache.clear();
      xref = new Xref(List.of(), 0, 0);
      xref = new XrefScan(this, bytes, header).run();
      cache.clear();
      if (!hasPages()) {
        throw new BrokenPdf(Damage.NO_PAGES, "The page tree is empty");
      }
    } catch (BrokenPdf e) {
      beyondRepair = e;
      xref = before;
      cache.clear();
      throw e;
    }
  }

  /** Throws what was thrown when a repair failed, in case somebody went on. */
  void requireSound() {
    if (beyondRepair != null) {
      throw beyondRepair;
    }
  }

  /** Why the cross-reference could not be used and the file was searched for objects instead. */
  public Optional<String> repaired() {
    return Optional.ofNullable(repaired);
  }

  public DocumentSource source() {
    return bytes.source();
  }

  /** Size in bytes. */
  public long length() {
    return bytes.length();
  }

  public PdfDictionary trailer() {
    return xref.trailer();
  }

  public PdfDictionary catalog() {
    return dictionary(trailer().get("Root"));
  }

  /** The version of the header or the catalog, whichever is later, such as "1.7". */
  public String version() {
    PdfLexer lexer = new PdfLexer(bytes, header + 5, 0);
    String ofHeader = lexer.word();
    String later = resolve(catalog().get("Version")) instanceof PdfName(String name) ? name : "";
    return later.compareTo(ofHeader) > 0 ? later : ofHeader;
  }

  /** What a reference leads to, never a reference; PdfNull where there is nothing. */
  public PdfObject resolve(@Nullable PdfObject object) {
    PdfObject value = object == null ? PdfNull.NULL : object;
    for (int i = 0; value instanceof PdfReference reference; i++) {
      if (i == LONGEST_CHAIN || depth > LONGEST_CHAIN) {
        return PdfNull.NULL;
      }
      value = load(reference);
    }
    return value;
  }

  /** What is stored under a reference; another reference where somebody stored one. */
  public PdfObject stored(PdfReference reference) {
    return depth > LONGEST_CHAIN ? PdfNull.NULL : load(reference);
  }

  /** The dictionary, or a stream's, that it is or leads to; an empty one where there is none. */
  public PdfDictionary dictionary(@Nullable PdfObject object) {
    return switch (resolve(object)) {
      case PdfDictionary dictionary -> dictionary;
      case PdfStream stream -> stream.dictionary();
      default -> PdfDictionary.EMPTY;
    };
  }

  /** The values of the array that it is or leads to, as written; none where there is no array. */
  public List<PdfObject> array(@Nullable PdfObject object) {
    return resolve(object) instanceof PdfArray(List<PdfObject> items) ? items : List.of();
  }

  /** The number that it is or leads to. */
  public double number(@Nullable PdfObject object, double otherwise) {
    return resolve(object) instanceof PdfNumber number ? number.doubleValue() : otherwise;
  }

  /** The name that it is or leads to, or an empty string. */
  public String name(@Nullable PdfObject object) {
    return resolve(object) instanceof PdfName(String name) ? name : "";
  }

  /** The text that it is or leads to, or an empty string. */
  public String text(@Nullable PdfObject object) {
    return resolve(object) instanceof PdfString string ? string.text() : "";
  }

  private PdfObject load(PdfReference reference) {
    PdfObject known = cache.get(reference);
    if (known != null) {
      return known;
    }
    depth++;
    try {
      try {
        return find(reference);
      } catch (BrokenPdf e) {
        if (e.damage() != Damage.CROSS_REFERENCE || repaired != null) {
          throw e;
        }
        repair(e);
        return find(reference);
      }
    } finally {
      depth--;
    }
  }

  private PdfObject find(PdfReference reference) {
    work(8 * xref.runs());
    return switch (xref.find(reference.number())) {
      case XrefEntry.Free _ -> PdfNull.NULL;
      case XrefEntry.InFile(long _, int generation) when generation != reference.generation() ->
          PdfNull.NULL;
      case XrefEntry.InFile(long offset, int _) -> {
        IndirectObject object = parseIndirect(xref.base() + offset);
        if (object.number() != reference.number()) {
          throw Xref.damaged(
              "object %d is where %s should be".formatted(object.number(), reference));
        }
        PdfObject value = decrypted(reference, object);
        cache.put(reference, value, object.end() - xref.base() - offset);
        yield value;
      }
      case XrefEntry.InStream(int stream, int index) -> {
        PdfObject value = objectStream(stream).find(reference.number(), index, limits);
        cache.put(reference, value, 256);
        yield value;
      }
    };
  }

  private PdfObject decrypted(PdfReference reference, IndirectObject object) {
    return encryption == null || reference.equals(trailer().get("Encrypt"))
        ? object.value()
        : encryption.decrypt(object.value(), object.number(), object.generation());
  }

  /** An object stream that stands in the file itself. */
  ObjectStream objectStream(int number) {
    ObjectStream known = cache.stream(number);
    if (known != null) {
      return known;
    }
    if (xref.find(number) instanceof XrefEntry.InFile(long offset, int _)) {
      IndirectObject object = parseIndirect(xref.base() + offset);
      if (object.number() == number
          && decrypted(new PdfReference(number, object.generation()), object)
              instanceof PdfStream stream) {
        ObjectStream content = ObjectStream.read(this, stream);
        cache.put(number, content);
        return content;
      }
    }
    throw Xref.damaged("there is no object stream " + number);
  }

  /** The object whose header stands at a position. */
  IndirectObject parseIndirect(long position) {
    if (position < 0 || position >= bytes.length()) {
      throw Xref.damaged("an object is said to be at " + position);
    }
    IndirectObject object = new IndirectParser(this, bytes).parse(position);
    work(object.end() - position);
    return object;
  }

  byte[] read(long offset, int length) {
    work(length);
    return bytes.range(offset, length);
  }

  void work(long count) {
    work -= count;
    if (work < 0) {
      throw BrokenPdf.limit("reading it takes too much work");
    }
  }

  PdfLimits limits() {
    return limits;
  }

  Xref xref() {
    return xref;
  }

  /** For the scan, which reads objects before it has found all. */
  void use(Xref preliminary) {
    xref = preliminary;
  }

  SourceBytes bytes() {
    return bytes;
  }

  public int pageCount() {
    return new PageTree(this).count();
  }

  /** Pages from an index on, in order; fewer where the document ends. */
  public List<PdfPage> pages(int from, int count) {
    return new PageTree(this).pages(from, count);
  }

  /**
   * One page, 0 is the first.
   *
   * @throws IndexOutOfBoundsException when there is no such page
   */
  public PdfPage page(int index) {
    List<PdfPage> pages = index < 0 ? List.of() : pages(index, 1);
    if (pages.isEmpty()) {
      throw new IndexOutOfBoundsException(index);
    }
    return pages.getFirst();
  }

  /** All fields of the form that have a name, in order. */
  public List<PdfField> fields() {
    return new FormFields(this).all();
  }

  /** Fields for signatures, filled or empty, in order. */
  public List<PdfSignatureField> signatureFields() {
    return fields().stream()
        .filter(field -> field.type().equals("Sig"))
        .map(field -> PdfSignatureField.of(this, field))
        .toList();
  }

  /**
   * Numbers of the objects that are elsewhere than in an earlier state of the same file: added,
   * written anew or freed, also together with the object stream they are in. Only positions are
   * compared, no values.
   */
  public List<Integer> movedSince(PdfFile earlier) {
    int size = Math.min(limits.objectNumber() + 1, Math.max(xref.size(), earlier.xref.size()));
    work(size);
    return IntStream.range(1, size).filter(number -> moved(number, earlier)).boxed().toList();
  }

  private boolean moved(int number, PdfFile earlier) {
    XrefEntry entry = xref.find(number);
    return !entry.equals(earlier.xref.find(number))
        || (entry instanceof XrefEntry.InStream(int stream, int _)
            && !xref.find(stream).equals(earlier.xref.find(stream)));
  }

  /**
   * Numbers of the objects that hold the file's own structure: cross-reference streams and object
   * streams that are in use, whatever a /Type says.
   */
  public Set<Integer> structure() {
    work(xref.size());
    return xref.structure(Math.min(limits.objectNumber() + 1, xref.size()));
  }

  /** The object of a number, whatever its generation; PdfNull where there is none. */
  public PdfObject object(int number) {
    return xref.find(number) instanceof XrefEntry.InFile(long _, int generation)
        ? resolve(new PdfReference(number, generation))
        : resolve(new PdfReference(number, 0));
  }

  /**
   * What may be changed: by a certification, by locks that signatures set, and by the owner of an
   * encrypted file.
   */
  public Permissions permissions() {
    return new ChangeRules(this).permissions();
  }

  /** The fields that signatures have locked (FieldMDP). */
  public List<FieldLock> locks() {
    return new ChangeRules(this).locks();
  }
}
