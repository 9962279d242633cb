package vn.antin.signing.engine.appearance;

import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSBoolean;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSFloat;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNull;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.appearance.content.FontStyle;
import vn.antin.signing.engine.appearance.content.SerifFont;
import vn.antin.signing.engine.pdf.PdfFile;
import vn.antin.signing.engine.pdf.object.PdfArray;
import vn.antin.signing.engine.pdf.object.PdfBoolean;
import vn.antin.signing.engine.pdf.object.PdfDictionary;
import vn.antin.signing.engine.pdf.object.PdfName;
import vn.antin.signing.engine.pdf.object.PdfNull;
import vn.antin.signing.engine.pdf.object.PdfNumber;
import vn.antin.signing.engine.pdf.object.PdfObject;
import vn.antin.signing.engine.pdf.object.PdfReference;
import vn.antin.signing.engine.pdf.object.PdfStream;
import vn.antin.signing.engine.pdf.object.PdfString;

/** Copies what shows the text of a page into the library that finds it, within limits. */
final class PageCopy {

  private static final int MOST_OBJECTS = 100_000;
  private static final int DEEPEST = 40;
  private static final long MOST_BYTES = 16 << 20;

  private static final Set<String> PAGE =
      Set.of("Contents", "Resources", "MediaBox", "CropBox", "Rotate", "Type");

  /** What text needs nothing of, and what leads out of the page. */
  private static final Set<String> LEFT_OUT =
      Set.of(
          "Parent",
          "P",
          "Annots",
          "FontFile",
          "FontFile2",
          "FontFile3",
          "CharProcs",
          "CIDSet",
          "CharSet",
          "CIDToGIDMap",
          "Metadata",
          "Group",
          "SMask",
          "ExtGState",
          "ColorSpace",
          "Pattern",
          "Shading",
          "Properties",
          "PieceInfo",
          "OC",
          "AF",
          "Ref",
          "OPI",
          "Filter",
          "DecodeParms",
          "Length",
          "F",
          "StructParent",
          "StructParents",
          "Measure",
          "PtData");

  private static final byte[] HARMLESS =
      SerifFont.of(FontStyle.REGULAR).standalone(new TreeSet<>(Set.of(' ', 'x')));

  private final PdfFile file;
  private final PDDocument target;
  private final Map<PdfReference, COSBase> copies = new HashMap<>();
  private @Nullable COSStream program;
  private int objects;
  private long bytes;

  PageCopy(PdfFile file, PDDocument target) {
    this.file = file;
    this.target = target;
  }

  /**
   * The page at this index.
   *
   * @throws IOException when it is beyond the limits
   */
  PDPage page(int index) throws IOException {
    PdfDictionary page = file.page(index).complete();
    COSDictionary copy = new COSDictionary();
    for (String name : PAGE) {
      put(copy, name, page.get(name), 0);
    }
    return new PDPage(copy);
  }

  private void put(COSDictionary into, String name, @Nullable PdfObject value, int depth)
      throws IOException {
    if (value == null) {
      return;
    }
    boolean namesWithin = name.equals("Font") || name.equals("XObject");
    if (namesWithin && file.resolve(value) instanceof PdfDictionary named) {
      COSDictionary copy = new COSDictionary();
      for (String key : named.names()) {
        copy.setItem(COSName.getPDFName(key), copy(required(named, key), depth + 2));
      }
      into.setItem(COSName.getPDFName(name), copy);
    } else {
      into.setItem(COSName.getPDFName(name), copy(value, depth + 1));
    }
  }

  private static PdfObject required(PdfDictionary dictionary, String key) {
    return Objects.requireNonNull(dictionary.get(key));
  }

  private COSBase copy(PdfObject value, int depth) throws IOException {
    if (++objects > MOST_OBJECTS || depth > DEEPEST) {
      throw new IOException("The page is made of too many objects");
    }
    return switch (value) {
      case PdfNull _ -> COSNull.NULL;
      case PdfBoolean(boolean truth) -> COSBoolean.getBoolean(truth);
      case PdfNumber number ->
          number.isInteger()
              ? COSInteger.get(number.longValue())
              : new COSFloat((float) number.doubleValue());
      case PdfString string -> new COSString(string.bytes());
      case PdfName(String name) -> COSName.getPDFName(name);
      case PdfArray array -> {
        COSArray copy = new COSArray();
        fill(copy, array, depth);
        yield copy;
      }
      case PdfDictionary dictionary -> fill(new COSDictionary(), dictionary, depth);
      case PdfStream stream -> fill(target.getDocument().createCOSStream(), stream, depth);
      case PdfReference reference -> copyOnce(reference, depth);
    };
  }

  private COSBase copyOnce(PdfReference reference, int depth) throws IOException {
    COSBase known = copies.get(reference);
    if (known != null) {
      return known;
    }
    PdfObject value = file.resolve(reference);
    return switch (value) {
      case PdfDictionary dictionary -> {
        COSDictionary copy = new COSDictionary();
        copies.put(reference, copy);
        yield fill(copy, dictionary, depth);
      }
      case PdfStream stream -> {
        COSStream copy = target.getDocument().createCOSStream();
        copies.put(reference, copy);
        yield fill(copy, stream, depth);
      }
      case PdfArray array -> {
        COSArray copy = new COSArray();
        copies.put(reference, copy);
        fill(copy, array, depth);
        yield copy;
      }
      default -> copy(value, depth + 1);
    };
  }

  private void fill(COSArray copy, PdfArray array, int depth) throws IOException {
    for (PdfObject item : array.items()) {
      copy.add(copy(item, depth + 1));
    }
  }

  private COSDictionary fill(COSDictionary copy, PdfDictionary dictionary, int depth)
      throws IOException {
    for (String name : dictionary.names()) {
      if (!LEFT_OUT.contains(name)) {
        put(copy, name, dictionary.get(name), depth);
      }
    }
    if (dictionary.has("FontDescriptor")) {
      disarm(copy);
    }
    return copy;
  }

  /**
   * Gives a font a program of ours in place of the document's, which is never parsed; widths and
   * characters come from the font's dictionary.
   */
  private void disarm(COSDictionary font) throws IOException {
    if (!(font.getDictionaryObject(COSName.FONT_DESC) instanceof COSDictionary descriptor)) {
      return;
    }
    boolean composite = font.containsKey(COSName.CIDSYSTEMINFO);
    font.setItem(COSName.SUBTYPE, composite ? COSName.CID_FONT_TYPE2 : COSName.TRUE_TYPE);
    if (program == null) {
      program = target.getDocument().createCOSStream();
      try (OutputStream out = program.createRawOutputStream()) {
        out.write(HARMLESS);
      }
    }
    descriptor.setItem(COSName.FONT_FILE2, program);
  }

  private COSStream fill(COSStream copy, PdfStream stream, int depth) throws IOException {
    fill((COSDictionary) copy, stream.dictionary(), depth);
    boolean image = stream.dictionary().isName("Subtype", "Image");
    byte[] content = image ? new byte[0] : stream.decoded(MOST_BYTES - bytes);
    bytes += content.length;
    try (OutputStream out = copy.createRawOutputStream()) {
      out.write(content);
    }
    return copy;
  }
}
