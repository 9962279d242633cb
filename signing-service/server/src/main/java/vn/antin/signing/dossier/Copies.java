package vn.antin.signing.dossier;

import org.jspecify.annotations.Nullable;
import vn.antin.signing.people.People;
import vn.antin.signing.signature.LookForm;

/**
 * Certified copies (Decree 30/2020/NĐ-CP Art. 25 and Annex I): signed by the agency, without a
 * picture, at the upper right of page 1 with the kind of copy, the agency and the time.
 */
final class Copies {
  private Copies() {}

  /** What a copy of this kind shows; null when it is none. */
  static @Nullable LookForm look(@Nullable String copy, People.Unit agency) {
    return copy == null
        ? null
        : new LookForm("copy", null, null, null, null, null, copy, agency.name());
  }

  /** The look of the signature: a copy's is fixed. */
  static @Nullable LookForm chosen(@Nullable LookForm copy, @Nullable LookForm wanted) {
    if (copy != null && wanted != null) {
      throw Fault.in("appearance", "none: a certified copy has its own");
    }
    return copy == null ? wanted : copy;
  }
}
