package vn.antin.auth.org;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What sort of unit it is. */
public enum UnitKind {
  PROVINCE,
  DEPARTMENT,
  COMMUNE,
  DIVISION,
  CENTRE,
  BOARD,
  COUNCIL,
  PARTY_BODY,
  ASSOCIATION,
  SCHOOL,
  HOSPITAL,
  OTHER;

  /** The word for it in the API and in the database. */
  public String value() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The kind of that word. */
  public static Optional<UnitKind> of(String value) {
    return Arrays.stream(values()).filter(kind -> kind.value().equals(value)).findFirst();
  }
}
