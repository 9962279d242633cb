package vn.antin.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.AxeResults;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ViewportSize;
import java.util.List;

/**
 * Holds the page that a tab shows to WCAG 2.2 AA as far as a program can: axe's rules in light and
 * in dark, and no sideways scrolling at 320 pixels (WCAG 1.4.10).
 */
public final class Axe {
  private static final List<String> RULES =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");
  private static final int NARROW = 320;

  private Axe() {}

  /** Fails with what is wrong, and where. */
  public static void check(Page page) {
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
      assertThat(
              look(page).getViolations().stream()
                  .flatMap(rule ->
                      rule.getNodes().stream()
                          .map(
                              node -> rule.getId() + ": " + rule.getHelp() + ": " + node.getHtml()))
                  .toList())
          .as("%s in %s", page.url(), scheme)
          .isEmpty();
    }
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    ViewportSize size = page.viewportSize();
    page.setViewportSize(NARROW, size.height);
    assertThat((int) page.evaluate("document.documentElement.scrollWidth"))
        .as("width that %s needs on a narrow screen", page.url())
        .isLessThanOrEqualTo(NARROW);
    page.setViewportSize(size.width, size.height);
  }

  /** Looks once more at a page that was on its way to another, or to itself, while looked at. */
  private static AxeResults look(Page page) {
    try {
      return new AxeBuilder(page).withTags(RULES).analyze();
    } catch (RuntimeException e) {
      if (!String.valueOf(e.getCause()).contains("Execution context was destroyed")) {
        throw e;
      }
      page.waitForLoadState();
      return new AxeBuilder(page).withTags(RULES).analyze();
    }
  }
}
