package vn.antin.auth.login.factor;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The ways to prove who one is, the most convenient second step first. */
public enum FactorKind {
  PASSKEY,
  TOTP,
  DEVICE,
  CERTIFICATE,
  EMAIL_CODE,
  RECOVERY_CODE,
  PASSWORD,
  BROKER;

  /** As it stands in addresses, policies and records. */
  public String path() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The kind with this {@link #path}. */
  public static Optional<FactorKind> of(String path) {
    return Arrays.stream(values()).filter(kind -> kind.path().equals(path)).findFirst();
  }
}
