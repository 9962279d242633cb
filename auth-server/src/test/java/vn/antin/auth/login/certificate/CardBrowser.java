package vn.antin.auth.login.certificate;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import vn.antin.auth.login.certificate.TestAuthority.Holder;

/**
 * Chromium with a home of its own whose NSS database holds a card and trusts an authority. It shows
 * the card to one origin without asking, as administrators arrange with the policy
 * AutoSelectCertificateForUrls.
 */
record CardBrowser(Playwright playwright, BrowserContext profile) implements AutoCloseable {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path CERTUTIL = Path.of("/usr/bin/certutil");

  static CardBrowser start(Path folder, Holder card, TestAuthority trusted, URI origin) {
    Assumptions.assumeTrue(
        Files.isExecutable(CHROMIUM) && Files.isExecutable(CERTUTIL),
        "there is no Chromium or no certutil here (Debian's packages: chromium, libnss3-tools)");
    try {
      Path home = Files.createDirectories(folder.resolve("home"));
      Path database = Files.createDirectories(home.resolve(".pki/nssdb"));
      String name = "sql:" + database;
      run(CERTUTIL.toString(), "-d", name, "-N", "--empty-password");
      run(
          CERTUTIL.toString(),
          "-d",
          name,
          "-A",
          "-n",
          "authority",
          "-t",
          "C,,",
          "-i",
          trusted.write(folder).toString());
      Path file = CertificateSite.pkcs12(folder, card);
      run("/usr/bin/pk12util", "-d", name, "-i", file.toString(), "-W", "test");
      Path data = folder.resolve("profile");
      Files.createDirectories(data.resolve("Default"));
      Files.writeString(
          data.resolve("Default/Preferences"),
          """
          {"profile":{"content_settings":{"exceptions":{"auto_select_certificate":
            {"%s,*":{"setting":{"filters":[{}]}}}}}}}
          """
              .formatted(origin));
      return launch(home, data);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static CardBrowser launch(Path home, Path data) {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("HOME", home.toString());
    Playwright playwright = Playwright.create();
    BrowserContext profile =
        playwright
            .chromium()
            .launchPersistentContext(
                data,
                new BrowserType.LaunchPersistentContextOptions()
                    .setExecutablePath(CHROMIUM)
                    .setEnv(environment)
                    .setLocale("vi-VN")
                    .setTimezoneId("Asia/Ho_Chi_Minh")
                    .setViewportSize(1000, 760)
                    .setArgs(
                        List.of(
                            "--no-sandbox",
                            "--disable-gpu",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync")));
    return new CardBrowser(playwright, profile);
  }

  Page page() {
    return profile.newPage();
  }

  private static void run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(command[0] + ": " + said);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    profile.close();
    playwright.close();
  }
}
