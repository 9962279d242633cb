package vn.antin.signing.certificate;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.key.Residence;
import vn.antin.signing.people.OfficialId;
import vn.antin.signing.people.UnitId;
import vn.antin.signing.problem.Problem;

/** Whose signature a credential makes. */
public sealed interface Holder {
  /**
   * The holder that stands in two columns or fields, of which one is empty.
   *
   * @throws vn.antin.signing.problem.SigningException INVALID_REQUEST when none or both are given
   */
  static Holder of(@Nullable UUID official, @Nullable UUID unit) {
    if (official != null && unit == null) {
      return new Personal(new OfficialId(official));
    }
    if (unit != null && official == null) {
      return new Seal(new UnitId(unit));
    }
    throw Problem.INVALID_REQUEST.because("either official or unit must be given");
  }

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

  /** The id of the official or of the unit. */
  default UUID id() {
    return switch (this) {
      case Personal(var official) -> official.value();
      case Seal(var unit) -> unit.value();
    };
  }

  /** The official's id; null for a seal. */
  default @Nullable UUID officialId() {
    return this instanceof Personal ? id() : null;
  }

  /** The unit's id; null for an official. */
  default @Nullable UUID unitId() {
    return this instanceof Seal ? id() : null;
  }

  /** Where the keys made here for the holder live. */
  default Residence residence() {
    return switch (this) {
      case Personal _ -> Residence.WRAPPED;
      case Seal _ -> Residence.RESIDENT;
    };
  }
}
