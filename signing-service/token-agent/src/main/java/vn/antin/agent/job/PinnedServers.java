package vn.antin.agent.job;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The servers this machine obeys: one line each in a file that the installation wrote, {@code URL
 * KEY… [ca=FILE]}. What jobs teach of later keys is kept in a file of the user's own, which adds
 * keys to servers and never a server.
 */
public final class PinnedServers {
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{43}");
  private static final int MOST_KEYS = 16;
  private static final int LARGEST = 64 * 1024;

  private final List<PinnedServer> servers;
  private final Path learned;

  private PinnedServers(List<PinnedServer> servers, Path learned) {
    this.servers = servers;
    this.learned = learned;
  }

  /**
   * Reads both files.
   *
   * @throws JobRefused when the first is missing or says what cannot be understood
   */
  public static PinnedServers read(Path file, Path learned) throws JobRefused {
    List<PinnedServer> servers = new ArrayList<>();
    for (List<String> words : lines(file)) {
      servers.add(server(file, words));
    }
    if (servers.isEmpty()) {
      throw new JobRefused("Chưa có máy chủ nào được cài trong " + file + ".");
    }
    if (Files.exists(learned)) {
      for (List<String> words : lines(learned)) {
        servers.replaceAll(each ->
            each.url().equals(words.getFirst())
                ? each.knowing(union(each.keys(), words.subList(1, words.size())))
                : each);
      }
    }
    return new PinnedServers(List.copyOf(servers), learned);
  }

  private static Set<String> union(Set<String> keys, List<String> more) {
    Set<String> all = new LinkedHashSet<>(keys);
    more.stream().filter(key -> KEY.matcher(key).matches()).limit(MOST_KEYS).forEach(all::add);
    return all;
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

  /** Keeps keys that a job of the server, signed by a known key, says will follow. */
  public void learn(PinnedServer server, Set<String> keys) {
    List<String> fresh =
        keys.stream().filter(key -> !server.keys().contains(key)).limit(MOST_KEYS).toList();
    if (fresh.isEmpty() || server.keys().size() >= MOST_KEYS) {
      return;
    }
    try {
      Path folder = learned.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.writeString(
          learned,
          server.url() + " " + String.join(" ", fresh) + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      System.getLogger(PinnedServers.class.getName())
          .log(System.Logger.Level.WARNING, "Keys to come could not be kept in {0}", learned);
    }
  }
}
