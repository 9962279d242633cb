package vn.antin.auth.login.recovery;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How what an administrator has begun comes to the official. */
public enum RecoveryWay {
  /** A link to the account's address. */
  MAIL,
  /** A code on paper, handed over in person after a look at their card. */
  SLIP;

  public String value() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<RecoveryWay> of(String value) {
    return Arrays.stream(values()).filter(way -> way.value().equals(value)).findFirst();
  }
}
