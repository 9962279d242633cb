package vn.antin.auth;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Pictures of pages for the documentation. They are taken only with {@code
 * -Dantin.screenshots=<folder>}.
 */
public final class Screenshots {
  private static final int TALLEST = 1500;
  private static final @Nullable String FOLDER = System.getProperty("antin.screenshots");

  private Screenshots() {}

  /**
   * The page in both languages, as {@code name-vi.png} and {@code name-en.png}; afterwards it shows
   * its first language again. For pages that can be fetched again by their address.
   */
  public static void take(Page page, String name) {
    if (FOLDER == null) {
      return;
    }
    String first = page.url();
    asShown(page, name);
    String shown = page.locator("html").getAttribute("lang");
    page.navigate(in(first, shown.equals("vi") ? "en" : "vi"));
    asShown(page, name);
    page.navigate(in(first, shown));
  }

  private static String in(String address, String language) {
    return address + (address.contains("?") ? "&" : "?") + "lang=" + language;
  }

  /** The page in the language it is in: for what a form answered and for what is shown once. */
  public static void asShown(Page page, String name) {
    if (FOLDER == null) {
      return;
    }
    String language = page.locator("html").getAttribute("lang");
    int height = (int) page.evaluate("document.documentElement.scrollHeight");
    page.screenshot(
        new Page.ScreenshotOptions()
            .setFullPage(true)
            .setClip(0, 0, page.viewportSize().width, Math.min(height, TALLEST))
            .setPath(Path.of(FOLDER, name + "-" + language + ".png")));
  }
}
