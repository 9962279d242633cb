package vn.antin.signing.certificate.list;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One line of a list. Nothing of it is checked but its length.
 *
 * @param number as spreadsheets count: the headings are row 1
 * @param username of the official who holds it; empty for a seal
 * @param unit code of the unit whose seal it is; empty for an official
 * @param certificates in PEM, or base64 of DER or PKCS#7
 * @param fault why nothing can come of the line; null when something may
 */
public record ListedCertificate(
    int number, String username, String unit, String certificates, @Nullable Fault fault) {
  private static final int LONGEST_NAME = 200;

  /** What is wrong with a line by itself. */
  public enum Fault {
    HOLDER_UNCLEAR,
    CERTIFICATE_MISSING;

    /** As the API writes it. */
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** A line, and whether it names one holder and brings something. */
  public static ListedCertificate of(
      int number, String username, String unit, String certificates) {
    var who = username.strip();
    var where = unit.strip();
    var what = certificates.strip();
    Fault fault = null;
    if (who.isEmpty() == where.isEmpty() || who.length() + where.length() > LONGEST_NAME) {
      fault = Fault.HOLDER_UNCLEAR;
    } else if (what.isEmpty()) {
      fault = Fault.CERTIFICATE_MISSING;
    }
    return new ListedCertificate(number, shortened(who), shortened(where), what, fault);
  }

  private static String shortened(String name) {
    return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
  }
}
