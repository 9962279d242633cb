package vn.antin.signing.engine.command;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/** What the command says, in Vietnamese or English. */
final class Words {

  private final ResourceBundle bundle;
  private final Locale locale;

  private Words(ResourceBundle bundle, Locale locale) {
    this.bundle = bundle;
    this.locale = locale;
  }

  /** Vietnamese for Vietnamese locales, English for all others. */
  static Words of(Locale locale) {
    Locale language = locale.getLanguage().equals("vi") ? Locale.of("vi") : Locale.ROOT;
    return new Words(
        ResourceBundle.getBundle(
            "vn.antin.signing.engine.command.words",
            language,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES)),
        language);
  }

  String say(String key, Object... values) {
    String pattern = bundle.getString(key);
    return values.length == 0 ? pattern : new MessageFormat(pattern, locale).format(values);
  }

  /** The words for a reason, or its own name while it has none. */
  String reason(Enum<?> reason) {
    try {
      return bundle.getString("reason." + reason.name());
    } catch (MissingResourceException e) {
      return reason.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /** A reason with its detail. */
  String because(Enum<?> reason, String detail) {
    return detail.isBlank() ? reason(reason) : say("because", reason(reason), detail(detail));
  }

  /** A detail, which begins with the name of a closer reason where there is one. */
  String detail(String detail) {
    int colon = detail.indexOf(": ");
    String closer = "detail." + (colon < 0 ? detail : detail.substring(0, colon));
    if (!bundle.containsKey(closer)) {
      return detail;
    }
    return bundle.getString(closer) + (colon < 0 ? "" : detail.substring(colon));
  }

  /** English counts as such only when its name is given. */
  Locale locale() {
    return locale.equals(Locale.ROOT) ? Locale.ENGLISH : locale;
  }
}
