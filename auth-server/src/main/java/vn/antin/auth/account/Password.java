package vn.antin.auth.account;

import java.text.Normalizer;

/** A password or PIN as typed, in composed form (NFC). Prints nothing. */
public record Password(String reveal) {
  /** Longer input is cut: no more work for whoever sends a megabyte. */
  public static final int LONGEST = 1024;

  public Password {
    reveal = reveal.length() > LONGEST ? reveal.substring(0, LONGEST) : reveal;
    reveal = Normalizer.normalize(reveal, Normalizer.Form.NFC);
  }

  @Override
  public String toString() {
    return "Password";
  }
}
