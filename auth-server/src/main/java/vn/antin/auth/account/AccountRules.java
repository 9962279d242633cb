package vn.antin.auth.account;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the fields of an account may hold. */
final class AccountRules {
  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_EMAIL = 254;
  private static final int LONGEST_CODE = 64;
  private static final Pattern USERNAME =
      Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}._@-]{1,62}");
  private static final Pattern EMAIL =
      Pattern.compile("[^\\s@<>,;\"()]{1,64}@[^\\s@<>,;\"()]+\\.[^\\s@<>,;\"().]{2,}");
  private static final Pattern TELEPHONE = Pattern.compile("\\+?[0-9][0-9 .()/-]{3,28}[0-9]");
  private static final Pattern CODE = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._/-]*");
  private static final Set<String> LOCALES = Set.of("vi", "en");

  private AccountRules() {}

  /** Tidied; null when there is nothing. */
  static @Nullable String present(@Nullable String text) {
    if (text == null) {
      return null;
    }
    String tidy = PersonName.tidy(text);
    return tidy.isEmpty() ? null : tidy;
  }

  static void check(AccountChange wanted) {
    List<Fault> faults = new ArrayList<>();
    matches(faults, "username", USERNAME, wanted.username().value(), Username.LONGEST);
    name(faults, "familyName", wanted.name().family(), false);
    name(faults, "middleName", wanted.name().middle(), false);
    name(faults, "givenName", wanted.name().given(), true);
    matches(faults, "email", EMAIL, wanted.email(), LONGEST_EMAIL);
    matches(faults, "telephone", TELEPHONE, wanted.telephone(), LONGEST_CODE);
    matches(faults, "officialCode", CODE, wanted.officialCode(), LONGEST_CODE);
    if (!LOCALES.contains(wanted.locale())) {
      faults.add(new Fault("locale", "invalid"));
    }
    if (!faults.isEmpty()) {
      throw new AccountException(AccountException.Code.INVALID, faults);
    }
  }

  private static void name(List<Fault> faults, String field, String value, boolean required) {
    if (value.length() > LONGEST_NAME) {
      faults.add(new Fault(field, "too-long"));
    } else if (required && value.isEmpty()) {
      faults.add(new Fault(field, "required"));
    } else if (value.chars().anyMatch(c -> c == '<' || c == '>' || c == 0xFFFD)) {
      faults.add(new Fault(field, "invalid"));
    }
  }

  private static void matches(
      List<Fault> faults, String field, Pattern form, @Nullable String value, int longest) {
    if (value == null) {
      return;
    }
    if (value.isEmpty()) {
      faults.add(new Fault(field, "required"));
    } else if (value.length() > longest) {
      faults.add(new Fault(field, "too-long"));
    } else if (!form.matcher(value).matches()) {
      faults.add(new Fault(field, "invalid"));
    }
  }
}
