package vn.antin.signing.engine.issuance;

import java.util.List;
import vn.antin.signing.engine.appearance.Warning;

/** What became of a step. */
public sealed interface IssuanceStep {

  /**
   * The document was written: the source byte for byte, then an update.
   *
   * @param length in bytes
   */
  record Written(long length, List<Warning> warnings) implements IssuanceStep {

    public Written {
      warnings = List.copyOf(warnings);
    }
  }

  /** Nothing was written. {@code detail} is for the clerk's system, not for the page. */
  record Refused(Reason reason, String detail) implements IssuanceStep {}

  /** Why a step is not taken. */
  enum Reason {
    /** Not a PDF that can be continued. */
    UNUSABLE,
    /** It carries a signature: reserve the number and issue it without a form. */
    ALREADY_SIGNED,
    /** The form is there, or its names are taken. */
    ALREADY_PREPARED,
    /** An XFA form looks different in each reader. */
    XFA_FORM,
    /** It was not prepared by {@link IssuanceForm}. */
    NOT_PREPARED,
    /** The leader has not signed yet: number and date come after. */
    LEADER_HAS_NOT_SIGNED,
    /** A signature has locked the field. */
    LOCKED,
    /** A number is given once. */
    ALREADY_FILLED,
    /** Text with characters that the embedded font lacks, or wider than its room. */
    UNFIT_TEXT,
    /** The place for a field could not be found. */
    UNDRAWABLE
  }
}
