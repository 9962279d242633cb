package vn.antin.signing.engine.validation;

import java.util.Locale;
import java.util.ResourceBundle;

/** Texts for readers; Vietnamese unless the locale is English. */
final class Words {

  private Words() {}

  static String of(String key, Locale locale) {
    Locale known = locale.getLanguage().equals("en") ? Locale.ENGLISH : Locale.ROOT;
    return ResourceBundle.getBundle(
            "vn.antin.signing.engine.validation.messages",
            known,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES))
        .getString(key);
  }
}
