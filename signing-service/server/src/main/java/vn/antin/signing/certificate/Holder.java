package vn.antin.signing.certificate;

import vn.antin.signing.people.OfficialId;
import vn.antin.signing.people.UnitId;

/** Whose signature a credential makes. */
public sealed interface Holder {
  /** A person's own signature. */
  record Personal(OfficialId official) implements Holder {}

  /** The seal of an agency, in the custody of its records clerk. */
  record Seal(UnitId unit) implements Holder {}

  /** The word for it in the API and in the database. */
  default String kind() {
    return switch (this) {
      case Personal _ -> "official";
      case Seal _ -> "seal";
    };
  }
}
