package vn.antin.signing.engine.appearance;

/** The kinds of electronic copies (Decree 30/2020/NĐ-CP, Art. 25). */
public enum CopyKind {
  /** A certified copy of the whole document. */
  SAO_Y("SAO Y"),
  /** A copy of a certified copy. */
  SAO_LUC("SAO LỤC"),
  /** An extract. */
  TRICH_SAO("TRÍCH SAO");

  private final String text;

  CopyKind(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }
}
