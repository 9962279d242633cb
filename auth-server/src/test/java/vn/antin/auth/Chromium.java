package vn.antin.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.WaitUntilState;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The system's own Chromium with an empty profile: {@code @ExtendWith(Chromium.Extension.class)}
 * and a parameter of this type. One program serves the whole run; each test has a profile of its
 * own, which closes itself. Where there is no Chromium the test is skipped.
 */
public final class Chromium {
  private static final long SLOW = 60_000;
  private static final int SEE_OTHER = 303;

  /** {@code -Dantin.language=en}: pictures of pages that answer a form are in English. */
  private static final boolean ENGLISH = System.getProperty("antin.language", "vi").equals("en");

  private final BrowserContext profile;

  private Chromium(BrowserContext profile) {
    this.profile = profile;
    profile.setDefaultTimeout(SLOW);
    if (ENGLISH) {
      profile.addCookies(
          List.of(
              new Cookie("__Host-antin-language", "en")
                  .setUrl("https://localhost")
                  .setSecure(true)));
    }
  }

  /** A new tab. */
  public Page page() {
    return profile.newPage();
  }

  /** Another profile, in which JavaScript is switched off; the caller closes it. */
  public BrowserContext withoutScripts() {
    com.microsoft.playwright.Browser program = profile.browser();
    return program.newContext(
        new com.microsoft.playwright.Browser.NewContextOptions()
            .setLocale("vi-VN")
            .setJavaScriptEnabled(false));
  }

  /** The protocol of the browser's own tools, for one tab. */
  public CDPSession tools(Page page) {
    return profile.newCDPSession(page);
  }

  /** Takes over the cookies of a {@link Browser}: where it is logged in, this one is too. */
  public void takeCookies(Browser from, URI origin) {
    profile.addCookies(
        from.cookies().entrySet().stream()
            .map(cookie ->
                new Cookie(cookie.getKey(), cookie.getValue())
                    .setUrl("https://" + origin.getHost())
                    .setSecure(true)
                    .setHttpOnly(true))
            .toList());
  }

  /** A tab of this profile with the login form filled in and sent. */
  public Page logIn(String address, String username, String password) {
    Page page = page();
    page.navigate(address);
    page.locator("input[name=username]").fill(username);
    page.locator("input[name=password]").fill(password);
    // Redirects are answers too; what counts is the page at their end.
    page.waitForResponse(
        answer -> answer.request().isNavigationRequest() && answer.status() != SEE_OTHER,
        () -> page.locator("input[name=password]").press("Enter"));
    page.waitForLoadState();
    return page;
  }

  /**
   * Bytes that come over the wire, headers included, when this address is opened with nothing in
   * the cache.
   */
  public long weight(String address) {
    Page page = page();
    CDPSession tools = tools(page);
    AtomicLong bytes = new AtomicLong();
    tools.on(
        "Network.loadingFinished",
        (JsonObject event) -> bytes.addAndGet(event.get("encodedDataLength").getAsLong()));
    tools.send("Network.enable");
    tools.send("Network.clearBrowserCache");
    page.navigate(address, new Page.NavigateOptions().setWaitUntil(WaitUntilState.NETWORKIDLE));
    page.close();
    return bytes.get();
  }

  /** Opens the page with a cold cache and holds it to a limit. */
  public void expectWeight(String address, long kilobytes) {
    assertThat(weight(address)).as("bytes of " + address).isBetween(1L, kilobytes * 1000);
  }

  /** Gives tests their browser. */
  public static final class Extension implements ParameterResolver, AfterEachCallback {
    private static final ExtensionContext.Namespace NAMESPACE =
        ExtensionContext.Namespace.create(Chromium.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
      return parameter.getParameter().getType().equals(Chromium.class);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
      Program program =
          test.getRoot()
              .getStore(NAMESPACE)
              .computeIfAbsent(Program.class, key -> Program.start(), Program.class);
      Chromium chromium = new Chromium(program.profile());
      test.getStore(NAMESPACE).put(Chromium.class, chromium);
      return chromium;
    }

    @Override
    public void afterEach(ExtensionContext test) {
      Chromium chromium = test.getStore(NAMESPACE).remove(Chromium.class, Chromium.class);
      if (chromium != null) {
        chromium.profile.close();
      }
    }
  }

  /** The running program; JUnit closes it after the last test. */
  private record Program(Playwright playwright, com.microsoft.playwright.Browser browser)
      implements AutoCloseable {
    private static final List<String> FLAGS =
        List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    static Program start() {
      Optional<Path> found =
          Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
              .map(Path::of)
              .filter(Files::isExecutable)
              .findFirst();

      Assumptions.assumeTrue(
          found.isPresent(), "there is no Chromium here (Debian's package: chromium)");
      PlaywrightAssertions.setDefaultAssertionTimeout(SLOW);
      Playwright playwright = Playwright.create();
      return new Program(
          playwright,
          playwright
              .chromium()
              .launch(
                  new BrowserType.LaunchOptions()
                      .setExecutablePath(found.orElseThrow())
                      .setTimeout(SLOW)
                      .setArgs(FLAGS)));
    }

    BrowserContext profile() {
      return browser.newContext(
          new com.microsoft.playwright.Browser.NewContextOptions()
              .setLocale("vi-VN")
              .setTimezoneId("Asia/Ho_Chi_Minh")
              .setViewportSize(1000, 760)
              .setAcceptDownloads(true));
    }

    @Override
    public void close() {
      playwright.close();
    }
  }
}
