package vn.antin.signing.engine.pdf;

import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.pdf.object.PdfDictionary;

/** One part of the cross-reference with its trailer. */
sealed interface XrefSection permits ClassicSection, StreamSection, ScannedSection {

  PdfDictionary trailer();

  /** What it says of an object, or null when it says nothing. */
  @Nullable XrefEntry find(int number);

  /** How many runs of numbers are looked through to find an object. */
  int runs();

  /** One more than the largest object number it speaks of. */
  int size();
}
