package vn.antin.auth.provisioning.spreadsheet;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a row says about an official, in one form; null where the file has no such column or the
 * cell is empty, which leaves what is known as it is.
 *
 * @param unitCode organisation identifier or code of the unit
 * @param unit its name
 * @param agency name of a unit above it, where the name alone is not enough
 * @param leaving whether the row says that the official has left
 */
record Wanted(
    String familyName,
    String middleName,
    String givenName,
    @Nullable String officialCode,
    @Nullable String username,
    @Nullable String email,
    @Nullable String phone,
    @Nullable String unitCode,
    @Nullable String unit,
    @Nullable String agency,
    @Nullable String post,
    @Nullable LocalDate from,
    boolean leaving) {
  String displayName() {
    return (familyName + " " + middleName + " " + givenName).replaceAll(" +", " ").strip();
  }
}
