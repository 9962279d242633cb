package vn.antin.auth.account;

import java.text.Normalizer;
import java.util.Locale;

/** What an official types to say who they are: composed form, lower case, no space around. */
public record Username(String value) {
  /** The longest name that is looked at. */
  public static final int LONGEST = 190;

  public Username {
    value = Normalizer.normalize(value, Normalizer.Form.NFC).strip().toLowerCase(Locale.ROOT);
    value = value.length() > LONGEST ? value.substring(0, LONGEST) : value;
  }

  @Override
  public String toString() {
    return value;
  }
}
