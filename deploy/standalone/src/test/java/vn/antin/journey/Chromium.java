package vn.antin.journey;

import static org.assertj.core.api.Assumptions.assumeThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.Cookie;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The system's own Chromium with an empty profile, as an official's browser on the first day. */
final class Chromium implements AutoCloseable {
  private static final double SLOW = 90_000;
  private static final List<String> FLAGS =
      List.of(
          "--headless",
          "--no-sandbox",
          "--disable-gpu",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private final Playwright playwright;
  private final Browser browser;
  private final BrowserContext context;

  private Chromium(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
    this.context = profile();
  }

  /**
   * Opens it.
   *
   * @param more flags
   */
  static Chromium open(String... more) {
    Optional<Path> program =
        Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
            .map(Path::of)
            .filter(Files::isExecutable)
            .findFirst();
    assumeThat(program).as("a Chromium (package chromium)").isPresent();
    PlaywrightAssertions.setDefaultAssertionTimeout(SLOW);
    Playwright playwright = Playwright.create();
    return new Chromium(
        playwright,
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(program.orElseThrow())
                    .setTimeout(SLOW)
                    .setArgs(Stream.concat(FLAGS.stream(), Stream.of(more)).toList())));
  }

  /** A new tab. */
  Page page() {
    return context.newPage();
  }

  /** A tab of somebody else's browser. */
  Page elsewhere() {
    return profile().newPage();
  }

  private BrowserContext profile() {
    BrowserContext profile =
        browser.newContext(
            new Browser.NewContextOptions()
                .setLocale("vi-VN")
                .setTimezoneId("Asia/Ho_Chi_Minh")
                .setAcceptDownloads(true));
    profile.setDefaultTimeout(SLOW);
    if (Look.english()) {
      // Browsers do not tell ports apart: one for the web front, one for the auth-server.
      profile.addCookies(
          List.of(
              new Cookie("antin-language", "en").setUrl("http://localhost"),
              new Cookie("__Host-antin-language", "en")
                  .setUrl("https://localhost")
                  .setSecure(true)));
    }
    return profile;
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
