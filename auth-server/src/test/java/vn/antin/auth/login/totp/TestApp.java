package vn.antin.auth.login.totp;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** An app on a phone: reads the key from the page and shows codes. */
public final class TestApp {
  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final Pattern KEY = Pattern.compile("<p class=\"mono\">([A-Z2-7 ]+)</p>");

  private final Seed seed;

  private TestApp(Seed seed) {
    this.seed = seed;
  }

  /** Takes the key from the page on which an app is set up. */
  public static TestApp reading(String page) {
    Matcher key = KEY.matcher(page);
    if (!key.find()) {
      throw new AssertionError("no key in " + page);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int buffer = 0;
    int held = 0;
    for (char letter : key.group(1).replace(" ", "").toCharArray()) {
      buffer = (buffer << 5) | BASE32.indexOf(letter);
      held += 5;
      if (held >= 8) {
        held -= 8;
        bytes.write(buffer >> held);
      }
    }
    return new TestApp(new Seed(bytes.toByteArray()));
  }

  /** The code it shows at this time. */
  public String code(Instant at) {
    return Totp.code(seed, at.getEpochSecond() / Totp.STEP_SECONDS);
  }

  /** One that it shows neither now nor shortly before or after: 000000 is shown one day, too. */
  public String wrong(Instant at) {
    Set<String> right =
        LongStream.rangeClosed(-2, 2)
            .mapToObj(step -> code(at.plusSeconds(step * Totp.STEP_SECONDS)))
            .collect(Collectors.toSet());
    return IntStream.range(0, right.size() + 1)
        .mapToObj("00000%d"::formatted)
        .filter(code -> !right.contains(code))
        .findFirst()
        .orElseThrow();
  }
}
