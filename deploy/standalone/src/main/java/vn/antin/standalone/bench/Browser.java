package vn.antin.standalone.bench;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A cookie jar, and what a person with it does to get a code. One thread at a time. */
final class Browser {
  private static final int MOST_REDIRECTS = 5;
  private static final Pattern FORM = Pattern.compile("<form\\b[^>]*\\baction=\"([^\"]*)\"");
  private static final Pattern INPUT = Pattern.compile("<input\\b[^>]*>");
  private static final Pattern NAME = Pattern.compile("\\bname=\"([^\"]*)\"");
  private static final Pattern VALUE = Pattern.compile("\\bvalue=\"([^\"]*)\"");

  private final Map<String, String> cookies = new LinkedHashMap<>();

  /**
   * Follows the provider's own redirects to what ends them: a page, or the way back to the client.
   */
  Reply walk(Wire wire, URI address, String redirectUri) throws IOException {
    return onward(wire, address, send(wire, "GET", address, null), redirectUri);
  }

  /** Fills in the login form on this page, and takes what a page after it proposes. */
  Reply logIn(
      Wire wire, URI page, Reply shown, String username, String password, String redirectUri)
      throws IOException {
    Map<String, String> typed = Map.of("username", username, "password", password);
    Reply reply = submit(wire, page, shown, typed, redirectUri);
    // Who holds several posts is asked in which one they work.
    return !reply.redirects() && reply.body().contains("type=\"radio\"")
        ? submit(wire, page, reply, Map.of(), redirectUri)
        : reply;
  }

  /** Sends these fields, as a form of the provider's would. */
  Reply post(Wire wire, URI address, Map<String, String> fields, String redirectUri)
      throws IOException {
    return onward(wire, address, send(wire, "POST", address, form(fields)), redirectUri);
  }

  private Reply submit(
      Wire wire, URI page, Reply shown, Map<String, String> typed, String redirectUri)
      throws IOException {
    Matcher form = FORM.matcher(shown.expect(200).body());
    if (!form.find()) {
      throw shown.wrong("no form");
    }
    Map<String, String> fields = new LinkedHashMap<>();
    int end = shown.body().indexOf("</form>", form.end());
    Matcher input = INPUT.matcher(shown.body().substring(form.end(), end));
    while (input.find()) {
      String name = attribute(NAME, input.group());
      boolean given =
          input.group().contains("type=\"hidden\"") || input.group().contains(" checked");
      if (given && !name.isEmpty()) {
        fields.put(name, attribute(VALUE, input.group()));
      }
    }
    fields.putAll(typed);
    URI target = page.resolve(unescaped(form.group(1)));
    return onward(wire, target, send(wire, "POST", target, form(fields)), redirectUri);
  }

  private Reply onward(Wire wire, URI from, Reply first, String redirectUri) throws IOException {
    Reply reply = first;
    URI at = from;
    for (int i = 0; reply.redirects() && !reply.location().startsWith(redirectUri); i++) {
      if (i == MOST_REDIRECTS) {
        throw reply.wrong("redirects without end");
      }
      at = at.resolve(reply.location());
      reply = send(wire, "GET", at, null);
    }
    return reply;
  }

  private Reply send(Wire wire, String method, URI address, @Nullable String body)
      throws IOException {
    Map<String, String> headers = new HashMap<>();
    headers.put("Accept", "text/html");
    if (!cookies.isEmpty()) {
      headers.put(
          "Cookie",
          cookies.entrySet().stream()
              .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
              .collect(Collectors.joining("; ")));
    }
    if (body != null) {
      headers.put("Content-Type", "application/x-www-form-urlencoded");
    }
    Reply reply = wire.send(method, address, headers, body);
    reply.headers().getOrDefault("set-cookie", List.of()).forEach(this::keep);
    return reply;
  }

  private void keep(String header) {
    String[] pair = header.split(";", 2)[0].split("=", 2);
    if (pair.length < 2 || pair[1].isEmpty() || header.contains("Max-Age=0")) {
      cookies.remove(pair[0]);
    } else {
      cookies.put(pair[0], pair[1]);
    }
  }

  static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String attribute(Pattern pattern, String tag) {
    Matcher matcher = pattern.matcher(tag);
    return matcher.find() ? unescaped(matcher.group(1)) : "";
  }

  private static String unescaped(String html) {
    return html.replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&");
  }
}
