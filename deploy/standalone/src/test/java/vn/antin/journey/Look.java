package vn.antin.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Clip;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A look at a page as it stands: WCAG 2.2 AA as far as axe sees it, in light and in dark, no
 * sideways scrolling at 320 pixels (WCAG 1.4.10), and with {@code -Dantin.screenshots=<folder>} a
 * picture in the language of this run.
 */
final class Look {
  private static final List<String> RULES =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");
  private static final int WIDE = 1000;
  private static final int HIGH = 760;
  private static final int NARROW = 320;
  private static final int TALLEST_PICTURE = 1500;
  private static final @Nullable String FOLDER = System.getProperty("antin.screenshots");

  private Look() {}

  /** The language of this run: {@code -Dantin.language=en}, or else Vietnamese. */
  static boolean english() {
    return System.getProperty("antin.language", "vi").equals("en");
  }

  /** Looks, and takes a picture with this name. */
  static void at(Page page, String name) {
    page.setViewportSize(WIDE, HIGH);
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
      assertThat(
              new AxeBuilder(page)
                  .withTags(RULES).analyze().getViolations().stream()
                      .flatMap(rule ->
                          rule.getNodes().stream()
                              .map(node ->
                                  rule.getId() + ": " + rule.getHelp() + ": " + node.getHtml()))
                      .toList())
          .as("%s in %s", page.url(), scheme)
          .isEmpty();
    }
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    page.setViewportSize(NARROW, HIGH);
    assertThat((int) page.evaluate("document.documentElement.scrollWidth"))
        .as("width that %s needs on a narrow screen", page.url())
        .isLessThanOrEqualTo(NARROW);
    page.setViewportSize(WIDE, HIGH);
    picture(page, name);
  }

  private static void picture(Page page, String name) {
    if (FOLDER == null) {
      return;
    }
    int height = (int) page.evaluate("document.documentElement.scrollHeight");
    page.screenshot(
        new Page.ScreenshotOptions()
            .setFullPage(true)
            .setClip(new Clip(0, 0, WIDE, Math.min(height, TALLEST_PICTURE)))
            .setPath(Path.of(FOLDER, name + (english() ? "-en.png" : "-vi.png"))));
  }
}
