package vn.antin.auth.mail;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import vn.antin.auth.web.House;

/** The words of mails. A value never adds a line, and is never looked through for names itself. */
@Component
final class MailTexts {
  private static final Pattern NAME = Pattern.compile("\\{([a-z-]+)}");
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]+");

  /** A subject line longer than this says nothing more. */
  private static final int LONGEST_SUBJECT = 200;

  private final MessageSource messages;
  private final House house;

  MailTexts(MessageSource messages, House house) {
    this.messages = messages;
    this.house = house;
  }

  String subject(String template, Map<String, String> values, Locale locale) {
    String subject = fill(message("mail." + template + ".subject", locale), values).strip();
    return subject.length() > LONGEST_SUBJECT ? subject.substring(0, LONGEST_SUBJECT) : subject;
  }

  /** Greeting, text and the house's closing words. */
  String body(String template, Map<String, String> values, Locale locale) {
    String greeting = values.containsKey("name") ? "mail.greeting" : "mail.greeting.unnamed";
    String whole =
        message(greeting, locale)
            + "\n\n"
            + message("mail." + template + ".body", locale)
            + "\n\n"
            + message("mail.footer", locale)
            + "\n";
    return fill(whole, values);
  }

  private String fill(String text, Map<String, String> given) {
    Map<String, String> values = new HashMap<>(given);
    values.put("house", house.issuer().toString());
    Matcher names = NAME.matcher(text);
    return names.replaceAll(name -> {
      String value = values.get(name.group(1));
      if (value == null) {
        throw new IllegalArgumentException(
            "a mail's text names {%s}, which has no value".formatted(name.group(1)));
      }
      return Matcher.quoteReplacement(CONTROL.matcher(value).replaceAll(" "));
    });
  }

  private String message(String key, Locale locale) {
    return messages.getMessage(key, null, locale);
  }
}
