package vn.antin.signing.submission;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.appearance.Placement;
import vn.antin.signing.people.UnitId;

/**
 * How the one document of a signing request is issued.
 *
 * @param unit the agency that issues it and whose seal it gets
 * @param type of document, which has its own register
 * @param notation what stands behind the number
 * @param number the application's choice; null when it made none
 * @param reservation what it reserved before; null when it did not
 * @param form fields for number and date, filled in by the clerk; null when the document bears them
 */
record Issuance(
    UnitId unit,
    String type,
    String notation,
    @Nullable Integer number,
    @Nullable UUID reservation,
    @Nullable Form form) {
  /** Where the fields go; null for the usual place. */
  record Form(
      @Nullable Placement number, @Nullable Placement date, Placement leader, String locality) {}
}
