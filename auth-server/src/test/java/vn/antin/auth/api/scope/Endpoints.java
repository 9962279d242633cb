package vn.antin.auth.api.scope;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Every endpoint below {@code /api/}: how it is walked ({@code api-endpoints.txt}), or why not. A
 * new one is written down there or here.
 */
final class Endpoints {
  /** Walked with random ids, words and dates in its address; a body where one is given. */
  static final Map<String, String> WALKED = read();

  /** Tells officials about themselves alone, by the subject of the token. */
  static final Set<String> OWN = Set.of("GET /api/me", "GET /api/me/systems");

  /** Protocols of systems, whose tokens no administrator holds. */
  static final Set<String> PROTOCOLS = Set.of("/api/ssf/");

  private Endpoints() {}

  private static Map<String, String> read() {
    try (InputStream file = Endpoints.class.getResourceAsStream("/api-endpoints.txt")) {
      return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(" = ", 2))
          .collect(
              Collectors.toMap(
                  parts -> parts[0], parts -> parts.length > 1 ? parts[1].replace('\'', '"') : ""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
