package vn.antin.signing.submission;

import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import vn.antin.signing.submission.SubmissionViews.Remark;

/** What is said to people about steps, in the language they asked in. */
final class Remarks {
  private static final Locale VIETNAMESE = Locale.of("vi");

  private final MessageSource texts;

  Remarks(MessageSource texts) {
    this.texts = texts;
  }

  /** Why nothing can be signed now. */
  Remark obstacle(String code) {
    return remark("obstacle", code);
  }

  /** What an official should look at before signing. */
  Remark warning(String code) {
    return remark("warning", code);
  }

  private Remark remark(String kind, String code) {
    var asked = LocaleContextHolder.getLocale();
    var locale = asked.getLanguage().equals("en") ? Locale.ENGLISH : VIETNAMESE;
    return new Remark(code, texts.getMessage("signing-step." + kind + "." + code, null, locale));
  }
}
