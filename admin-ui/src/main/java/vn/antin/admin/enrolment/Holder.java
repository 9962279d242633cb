package vn.antin.admin.enrolment;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whose certificate it is to be.
 *
 * @param kind official, or seal for a unit
 * @param code user name of the official, code of the unit
 * @param unit of the official's main post; null without one, and for a unit
 * @param post the official's main post
 * @param inForce whether the account is open or the unit stands
 */
public record Holder(
    String kind,
    UUID id,
    String name,
    String code,
    @Nullable String unit,
    @Nullable String post,
    boolean inForce) {
  static final String OFFICIAL = "official";
  static final String SEAL = "seal";

  /** As forms and addresses name it: the parameter's name. */
  public String parameter() {
    return kind.equals(OFFICIAL) ? OFFICIAL : "unit";
  }

  /** The holder in an address: {@code official=…} or {@code unit=…}. */
  public String query() {
    return parameter() + "=" + id;
  }

  public boolean seal() {
    return kind.equals(SEAL);
  }

  /** The holder's own page. */
  public String page() {
    return (seal() ? "/units/" : "/accounts/") + id;
  }

  /** The list of the holder's certificates. */
  public String certificates() {
    return seal()
        ? "/certificates?kind=seal&unit=" + id
        : "/certificates?q=" + URLEncoder.encode(code, UTF_8);
  }
}
