package vn.antin.auth.mail;

import java.time.Instant;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A mail as the page of the mail folder shows it. */
public record ShownMail(String name, Instant written, String to, String subject, String text) {
  private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"()]+[^\\s<>\"().,;:!?]");

  /** The addresses in its text. */
  public List<String> links() {
    return LINK.matcher(text).results().map(MatchResult::group).toList();
  }
}
