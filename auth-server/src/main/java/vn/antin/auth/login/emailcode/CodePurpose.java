package vn.antin.auth.login.emailcode;

import java.util.Locale;

/** What a code by mail is for; it counts for nothing else. */
public enum CodePurpose {
  /** The second step of a login. */
  LOGIN,
  /** The proof that an official reads mail at an address. */
  ADDRESS,
  /** The first step of a recovery. */
  RECOVERY;

  String value() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The mail's text. */
  String template() {
    return "code-" + value();
  }
}
