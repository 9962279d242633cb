package vn.antin.signing.engine.pdf.object;

import vn.antin.signing.engine.PdfInspection.Damage;

/**
 * Damage, or a limit, met while an opened file is read further. Not an outage: whoever works on the
 * document refuses it.
 */
public final class BrokenPdf extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Damage damage;

  public BrokenPdf(Damage damage, String detail) {
    super(detail);
    this.damage = damage;
  }

  /** More than is read here. */
  public static BrokenPdf limit(String what) {
    return new BrokenPdf(Damage.LIMIT, "Beyond the limit: " + what);
  }

  /** What is there makes no sense. */
  public static BrokenPdf unreadable(String what) {
    return new BrokenPdf(Damage.UNREADABLE, what);
  }

  public Damage damage() {
    return damage;
  }

  /** For the operator. */
  public String detail() {
    return String.valueOf(getMessage());
  }
}
