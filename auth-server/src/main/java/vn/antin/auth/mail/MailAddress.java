package vn.antin.auth.mail;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a mail goes: a dot-atom before the @ and a host name after it (RFC 5321 §4.1.2), so that
 * nothing in it can end a header or an SMTP command. Prints nothing.
 */
public record MailAddress(String reveal) {
  private static final int LONGEST = 254;
  private static final Pattern LOCAL =
      Pattern.compile(
          "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]{1,64}(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]{1,63}){0,31}");
  private static final Pattern DOMAIN =
      Pattern.compile(
          "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?){0,31}");

  public MailAddress {
    int at = reveal.lastIndexOf('@');
    if (reveal.length() > LONGEST
        || at < 1
        || at > 64
        || !LOCAL.matcher(reveal.substring(0, at)).matches()
        || !DOMAIN.matcher(reveal.substring(at + 1)).matches()) {
      throw new IllegalArgumentException("expected a mail address");
    }
  }

  /** Reads what somebody typed; the host name becomes lower case and ASCII (RFC 5891). */
  public static Optional<MailAddress> read(String typed) {
    String stripped = typed.strip();
    int at = stripped.lastIndexOf('@');
    if (at < 1 || stripped.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      String host = IDN.toASCII(stripped.substring(at + 1)).toLowerCase(Locale.ROOT);
      return Optional.of(new MailAddress(stripped.substring(0, at) + "@" + host));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Enough for its owner to know it again, too little for others: {@code n…@tinh.gov.vn}. */
  public String hint() {
    return reveal.charAt(0) + "…" + reveal.substring(reveal.lastIndexOf('@'));
  }

  @Override
  public String toString() {
    return "MailAddress";
  }
}
