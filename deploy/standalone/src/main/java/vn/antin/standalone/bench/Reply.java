package vn.antin.standalone.bench;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server answered.
 *
 * @param status the HTTP status
 * @param headers values by name in lower case
 * @param body the body as text
 */
record Reply(int status, Map<String, List<String>> headers, String body) {
  private static final int SHOWN = 160;

  String location() {
    List<String> values = headers.getOrDefault("location", List.of());
    if (values.isEmpty()) {
      throw wrong("no Location");
    }
    return values.getFirst();
  }

  boolean redirects() {
    return status == 302 || status == 303;
  }

  Reply expect(int expected) {
    if (status != expected) {
      throw wrong("not " + expected);
    }
    return this;
  }

  /** A text member of the JSON body. */
  String member(String name) {
    Matcher matcher =
        Pattern.compile("\"" + Pattern.quote(name) + "\"\\s*:\\s*\"([^\"]+)\"").matcher(body);
    if (!matcher.find()) {
      throw wrong("no " + name);
    }
    return matcher.group(1);
  }

  /** A member of the JSON body that is a whole number. */
  long number(String name) {
    Matcher matcher =
        Pattern.compile("\"" + Pattern.quote(name) + "\"\\s*:\\s*(\\d{1,18})").matcher(body);
    if (!matcher.find()) {
      throw wrong("no " + name);
    }
    return Long.parseLong(matcher.group(1));
  }

  WrongAnswer wrong(String why) {
    String start = body.length() > SHOWN ? body.substring(0, SHOWN) + "…" : body;
    return new WrongAnswer(why + ": " + status + " " + start.replaceAll("\\s+", " "));
  }
}
