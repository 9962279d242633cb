package vn.antin.agent.job;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What jobs taught of a server's keys, in a file of the user's own, a line for each server: {@code
 * URL TIME INSTALLED KEY…}. The keys take the place of the installed ones: who has a key that the
 * server no longer publishes is not believed. They count only while the installation names the keys
 * that they follow from, and not longer than three years; so a new installation starts anew.
 */
final class LearnedKeys {
  static final int MOST = 4;
  private static final Duration OLDEST = Duration.ofDays(3 * 365);
  private static final Duration FRESH = Duration.ofDays(30);
  private static final int LARGEST = 64 * 1024;
  private static final int HEAD = 3;
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{43}");

  private final Path file;

  LearnedKeys(Path file) {
    this.file = file;
  }

  private record Line(String url, Instant at, String installed, Set<String> keys) {
    String text() {
      return url + " " + at + " " + installed + " " + String.join(" ", keys);
    }
  }

  /** The keys that the server publishes, if a job said so since this installation. */
  Optional<Set<String>> of(PinnedServer installed, Instant now) {
    return line(installed, now).map(Line::keys);
  }

  private Optional<Line> line(PinnedServer installed, Instant now) {
    return lines().stream()
        .filter(line -> line.url().equals(installed.url()))
        .filter(line -> line.installed().equals(fingerprint(installed.keys())))
        .filter(line -> line.at().plus(OLDEST).isAfter(now) && !line.at().isAfter(now.plus(FRESH)))
        .findFirst();
  }

  /** Keeps what a job says, in place of what an earlier one said. */
  void keep(PinnedServer installed, Set<String> keys, Instant now) throws IOException {
    if (keys.isEmpty()
        || keys.size() > MOST
        || !keys.stream().allMatch(key -> KEY.matcher(key).matches())) {
      return;
    }
    boolean known =
        line(installed, now)
            .filter(line -> line.keys().equals(keys) && line.at().plus(FRESH).isAfter(now))
            .isPresent();
    if (known) {
      return;
    }
    List<String> text = new ArrayList<>();
    lines().stream()
        .filter(line -> !line.url().equals(installed.url()))
        .map(Line::text)
        .forEach(text::add);
    text.add(new Line(installed.url(), now, fingerprint(installed.keys()), keys).text());
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      return;
    }
    Files.createDirectories(folder);
    Path fresh = Files.createTempFile(folder, "keys", ".new");
    Files.write(fresh, text);
    Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  /** What cannot be understood was not written here, and counts for nothing. */
  private List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    try {
      if (Files.exists(file) && Files.size(file) <= LARGEST) {
        for (String text : Files.readAllLines(file, StandardCharsets.UTF_8)) {
          line(List.of(text.strip().split("\\s+", -1))).ifPresent(lines::add);
        }
      }
    } catch (IOException e) {
      return List.of();
    }
    return lines;
  }

  private static Optional<Line> line(List<String> words) {
    if (words.size() <= HEAD || words.size() > HEAD + MOST) {
      return Optional.empty();
    }
    Set<String> keys = new LinkedHashSet<>(words.subList(HEAD, words.size()));
    try {
      return keys.stream().allMatch(key -> KEY.matcher(key).matches())
          ? Optional.of(new Line(words.getFirst(), Instant.parse(words.get(1)), words.get(2), keys))
          : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static String fingerprint(Set<String> keys) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(
              MessageDigest.getInstance("SHA-256")
                  .digest(
                      String.join(" ", new TreeSet<>(keys)).getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
