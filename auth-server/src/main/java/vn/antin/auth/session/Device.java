package vn.antin.auth.session;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.HttpHeaders;

/** A browser and its system in a few words; the full user agent is not kept. */
public record Device(String summary) {
  private record Sign(String text, String name) {}

  private static final List<Sign> BROWSERS =
      List.of(
          new Sign("coc_coc", "Cốc Cốc"),
          new Sign("Edg", "Edge"),
          new Sign("OPR/", "Opera"),
          new Sign("Firefox/", "Firefox"),
          new Sign("Chrome/", "Chrome"),
          new Sign("Safari/", "Safari"),
          new Sign("curl/", "curl"));
  private static final List<Sign> SYSTEMS =
      List.of(
          new Sign("Android", "Android"),
          new Sign("iPhone", "iPhone"),
          new Sign("iPad", "iPad"),
          new Sign("Windows", "Windows"),
          new Sign("Macintosh", "macOS"),
          new Sign("CrOS", "ChromeOS"),
          new Sign("Linux", "Linux"));

  /** The one that sent this request. */
  public static Device of(HttpServletRequest request) {
    String agent = request.getHeader(HttpHeaders.USER_AGENT);
    if (agent == null) {
      return new Device("");
    }
    String browser = first(BROWSERS, agent);
    String system = first(SYSTEMS, agent);
    return new Device(
        browser.isEmpty() || system.isEmpty() ? browser + system : browser + " · " + system);
  }

  private static String first(List<Sign> signs, String agent) {
    return signs.stream()
        .filter(sign -> agent.contains(sign.text()))
        .map(Sign::name)
        .findFirst()
        .orElse("");
  }
}
