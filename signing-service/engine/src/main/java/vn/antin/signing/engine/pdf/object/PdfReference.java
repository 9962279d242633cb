package vn.antin.signing.engine.pdf.object;

/** Points to an indirect object. */
public record PdfReference(int number, int generation) implements PdfObject {

  public PdfReference {
    if (number < 0 || generation < 0) {
      throw new IllegalArgumentException("No such object: " + number + " " + generation);
    }
  }

  @Override
  public String toString() {
    return number + " " + generation + " R";
  }
}
