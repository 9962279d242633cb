package vn.antin.agent.job;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The servers this machine obeys: one line each in a file that the installation wrote, {@code URL
 * KEY… [ca=FILE]}. What jobs teach of later keys is kept in a file of the user's own, which changes
 * keys of servers and never adds a server.
 */
public final class PinnedServers {
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{43}");
  private static final int LARGEST = 64 * 1024;

  private final List<PinnedServer> installed;
  private final List<PinnedServer> servers;
  private final LearnedKeys learned;

  private PinnedServers(
      List<PinnedServer> installed, List<PinnedServer> servers, LearnedKeys learned) {
    this.installed = installed;
    this.servers = servers;
    this.learned = learned;
  }

  /**
   * Reads both files.
   *
   * @throws JobRefused when the first is missing or says what cannot be understood
   */
  public static PinnedServers read(Path file, Path learned, Instant now) throws JobRefused {
    List<PinnedServer> servers = new ArrayList<>();
    for (List<String> words : lines(file)) {
      servers.add(server(file, words));
    }
    if (servers.isEmpty()) {
      throw new JobRefused("Chưa có máy chủ nào được cài trong " + file + ".");
    }
    LearnedKeys later = new LearnedKeys(learned);
    return new PinnedServers(
        List.copyOf(servers),
        servers.stream().map(each -> later.of(each, now).map(each::knowing).orElse(each)).toList(),
        later);
  }

  private static PinnedServer server(Path file, List<String> words) throws JobRefused {
    Set<String> keys = new HashSet<>();
    Path authority = null;
    for (String word : words.subList(1, words.size())) {
      if (word.startsWith("ca=")) {
        authority = Path.of(word.substring(3));
      } else if (KEY.matcher(word).matches()) {
        keys.add(word);
      } else {
        throw new JobRefused("Không hiểu \"" + word + "\" trong " + file + ".");
      }
    }
    if (keys.isEmpty()) {
      throw new JobRefused("Thiếu khóa của " + words.getFirst() + " trong " + file + ".");
    }
    return new PinnedServer(words.getFirst(), keys, authority);
  }

  private static List<List<String>> lines(Path file) throws JobRefused {
    try {
      if (Files.size(file) > LARGEST) {
        throw new JobRefused("Tệp " + file + " quá lớn.");
      }
      return Files.readAllLines(file, StandardCharsets.UTF_8).stream()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .map(line -> List.of(line.split("\\s+", -1)))
          .toList();
    } catch (IOException e) {
      throw new JobRefused("Không đọc được danh sách máy chủ " + file + ".", e);
    }
  }

  /**
   * The line for the file, from what a server publishes; whoever installs compares the keys.
   *
   * @param jwks the server's answer (RFC 7517)
   */
  public static String line(String url, String jwks, @Nullable Path authority) throws JobRefused {
    StringBuilder line = new StringBuilder(url);
    for (Json key : Json.parse(jwks).items("keys")) {
      line.append(' ').append(JobSignature.thumbprint(key.text("x"), key.text("y")));
    }
    return authority == null ? line.toString() : line + " ca=" + authority.toAbsolutePath();
  }

  /** The server that a link names. */
  public PinnedServer named(String name) throws JobRefused {
    for (PinnedServer server : servers) {
      if (server.name().equals(name)) {
        return server;
      }
    }
    throw new JobRefused(
        "Máy chủ \""
            + name
            + "\" không có trong danh sách của máy này; không ký. Máy này chỉ ký cho: "
            + servers.stream().map(PinnedServer::name).collect(Collectors.joining(", "))
            + ".");
  }

  /** Keeps the keys that a job of the server, signed by a known key, says are published now. */
  public void learn(PinnedServer server, Set<String> keys, Instant now) {
    for (PinnedServer each : installed) {
      if (each.url().equals(server.url())) {
        try {
          learned.keep(each, keys, now);
        } catch (IOException e) {
          System.getLogger(PinnedServers.class.getName())
              .log(System.Logger.Level.WARNING, "Keys of {0} could not be kept", server.name());
        }
      }
    }
  }
}
