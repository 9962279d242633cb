package vn.antin.signing.engine.pdf.object;

import java.util.ArrayList;
import java.util.List;

/** A list of values. */
public record PdfArray(List<PdfObject> items) implements PdfObject {

  public PdfArray {
    items = List.copyOf(items);
  }

  public static PdfArray of(PdfObject... items) {
    return new PdfArray(List.of(items));
  }

  /** Numbers such as a rectangle's or a matrix's. */
  public static PdfArray ofNumbers(double... numbers) {
    List<PdfObject> items = new ArrayList<>(numbers.length);
    for (double number : numbers) {
      items.add(PdfNumber.of(number));
    }
    return new PdfArray(items);
  }

  public int size() {
    return items.size();
  }

  public PdfArray plus(PdfObject item) {
    List<PdfObject> more = new ArrayList<>(items);
    more.add(item);
    return new PdfArray(more);
  }
}
