package vn.antin.auth.org;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;

/** The day by which posts and roles are in force: Vietnam's. */
public final class EffectiveDate {
  private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

  private EffectiveDate() {}

  public static LocalDate today(InstantSource clock) {
    return LocalDate.ofInstant(clock.instant(), VIETNAM);
  }
}
