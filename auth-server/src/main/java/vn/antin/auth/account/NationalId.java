package vn.antin.auth.account;

import java.util.Optional;
import java.util.regex.Pattern;

/** The number of a national identity card: twelve digits. Prints nothing. */
public record NationalId(String reveal) {
  private static final Pattern FORM = Pattern.compile("[0-9]{12}");

  /**
   * @throws IllegalArgumentException unless it is twelve digits
   */
  public NationalId {
    if (!FORM.matcher(reveal).matches()) {
      throw new IllegalArgumentException("a national id has twelve digits");
    }
  }

  /** Reads what people type: spaces and full stops between the digits do no harm. */
  public static Optional<NationalId> read(String text) {
    String digits = text.replaceAll("[\\s.]", "");
    return FORM.matcher(digits).matches() ? Optional.of(new NationalId(digits)) : Optional.empty();
  }

  @Override
  public String toString() {
    return "NationalId";
  }
}
