package vn.antin.signing.authority.lint;

/**
 * Why a certificate must not be signed.
 *
 * @param rule the rule's name, stable, for logs and counting
 * @param source where it is written
 * @param found what was expected and what was found; no personal data
 */
public record Finding(String rule, String source, String found) {
  @Override
  public String toString() {
    return rule + " (" + source + "): " + found;
  }
}
