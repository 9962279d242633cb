package vn.antin.auth.session;

import java.util.Arrays;
import java.util.Optional;

/**
 * How strong a login was ({@code acr} of OpenID Connect Core §2), weakest first. The steps follow
 * the authenticator assurance levels of NIST SP 800-63B-4.
 */
public enum Assurance {
  /** One factor that can be told to somebody else. */
  PASSWORD("urn:antin:acr:password"),
  /** Two factors of different kinds. */
  TWO_FACTOR("urn:antin:acr:two-factor"),
  /** Two factors, bound to the server that asked, so that a false page gains nothing. */
  PHISHING_RESISTANT("urn:antin:acr:phishing-resistant");

  private final String value;

  Assurance(String value) {
    this.value = value;
  }

  /** The value of {@code acr}. */
  public String value() {
    return value;
  }

  /** The level with this {@code acr}. */
  public static Optional<Assurance> of(String value) {
    return Arrays.stream(values()).filter(level -> level.value.equals(value)).findFirst();
  }

  /** Whether this is at least as strong as the level needed. */
  public boolean meets(Assurance needed) {
    return compareTo(needed) >= 0;
  }
}
