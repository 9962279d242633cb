package vn.antin.admin.sign;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What will be signed, and with what.
 *
 * @param shownPages how many page images the page holds
 * @param selected id of the certificate chosen now
 */
public record PreviewPage(
    Signing signing, List<Credential> credentials, @Nullable String selected, int shownPages) {
  static final int PAGES_AT_ONCE = 10;

  public PreviewPage {
    credentials = List.copyOf(credentials);
  }

  static PreviewPage of(Signing signing, List<Credential> credentials, int wantedPages) {
    var before = signing.approval() == null ? null : signing.approval().wanted().credentialId();
    var selected =
        credentials.stream()
            .filter(Credential::usable)
            .map(Credential::id)
            .reduce((first, other) -> other.equals(before) ? other : first)
            .orElse(null);
    var shown = Math.clamp(wantedPages, PAGES_AT_ONCE, 500);
    return new PreviewPage(
        signing, credentials, selected, Math.min(shown, signing.document().pages()));
  }

  public List<Integer> pageNumbers() {
    return IntStream.rangeClosed(1, shownPages).boxed().toList();
  }

  /** How many images "more pages" asks for, or 0 when all are shown. */
  public int morePages() {
    return shownPages < signing.document().pages() ? shownPages + 2 * PAGES_AT_ONCE : 0;
  }
}
