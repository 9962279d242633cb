package vn.antin.auth.org.lifecycle;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Why an official leaves. */
public enum LeaveReason {
  RETIREMENT,
  RESIGNATION,
  /** To an agency that does not log in here. */
  TRANSFER,
  DISMISSAL,
  DEATH,
  OTHER;

  /** As the database and the REST API write it. */
  public String value() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<LeaveReason> of(String value) {
    return Stream.of(values()).filter(reason -> reason.value().equals(value)).findFirst();
  }
}
