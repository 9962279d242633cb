package vn.antin.signing.dossier;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A dossier's code as its one-stop shop writes it, such as {@code H37.02.02-260701-0001}. Provinces
 * keep older forms beside the national one, so only what could not be a code is refused.
 */
record DossierCode(String value) {
  private static final Pattern FORM = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,63}");

  static DossierCode read(String field, @Nullable String text) {
    if (text == null || !FORM.matcher(text).matches()) {
      throw Fault.in(field, "a dossier's code of 1 to 64 letters, digits, dots and dashes");
    }
    return new DossierCode(text);
  }
}
