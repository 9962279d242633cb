package vn.antin.auth.org;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What an official may be over a unit and everything below it. {@link Power} says what follows. */
public enum Role {
  SECURITY_ADMINISTRATOR,
  UNIT_ADMINISTRATOR,
  HELP_DESK,
  AUDITOR,
  /** Keeps the unit's seal; no power over people. */
  RECORDS_CLERK;

  /** As it is stored and as programs see it: {@code unit-administrator}. */
  public String value() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<Role> of(String value) {
    return Arrays.stream(values()).filter(role -> role.value().equals(value)).findFirst();
  }

  /** The powers that this role gives. */
  public Set<Power> powers() {
    Set<Power> powers = EnumSet.noneOf(Power.class);
    for (Power power : Power.values()) {
      if (power.roles().contains(value())) {
        powers.add(power);
      }
    }
    return powers;
  }
}
