package vn.antin.agent.job;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The link by which a page opens the agent: {@code antin-sign://SERVER/JOB}.
 *
 * @param server name of a pinned server: host, and port unless it is the usual one
 * @param job its id, which is good for one pull
 */
public record JobLink(String server, String job) {
  private static final Pattern FORM =
      Pattern.compile(
          "antin-sign://([A-Za-z0-9.-]{1,253}(?::[0-9]{1,5})?|\\[[0-9A-Fa-f:]{2,39}\\](?::[0-9]{1,5})?)"
              + "/([A-Za-z0-9_-]{43})/?");

  /** Takes nothing but the two: no parameters that a page could add. */
  public static JobLink parse(String text) throws JobRefused {
    var matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      throw new JobRefused("Liên kết ký số không đúng dạng. Hãy bấm ký lại trên trang.");
    }
    return new JobLink(matcher.group(1).toLowerCase(Locale.ROOT), matcher.group(2));
  }

  /** The id is worth a pull. */
  @Override
  public String toString() {
    return "JobLink[" + server + "]";
  }
}
