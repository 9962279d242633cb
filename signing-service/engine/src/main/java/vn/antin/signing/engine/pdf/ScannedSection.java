package vn.antin.signing.engine.pdf;

import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.pdf.XrefEntry.InStream;
import vn.antin.signing.engine.pdf.object.PdfDictionary;

/**
 * What a scan of a file found whose own cross-reference is broken.
 *
 * @param entries by object number
 */
record ScannedSection(PdfDictionary trailer, SortedMap<Integer, XrefEntry> entries)
    implements XrefSection {

  @Override
  public @Nullable XrefEntry find(int number) {
    return entries.get(number);
  }

  @Override
  public int runs() {
    return 1;
  }

  @Override
  public int size() {
    return entries.isEmpty() ? 0 : entries.lastKey() + 1;
  }

  /** Whether objects lie in object streams, which a classic table cannot name. */
  boolean compressed() {
    return entries.values().stream().anyMatch(InStream.class::isInstance);
  }
}
