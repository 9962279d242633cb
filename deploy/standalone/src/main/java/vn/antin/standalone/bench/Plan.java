package vn.antin.standalone.bench;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * What is to be measured; goes from the launcher to the load's own JVM in a file.
 *
 * @param question what the figures are to answer
 * @param operations in this order
 * @param connections of the load, each a thread
 * @param seconds of one measurement
 * @param warmUpSeconds of each operation on each server before the first measurement
 * @param rounds how often each operation is measured on each server, in turn
 * @param hash price of a password check on all servers
 * @param contestants one server, or two to compare
 */
public record Plan(
    Question question,
    List<Operation> operations,
    int connections,
    int seconds,
    int warmUpSeconds,
    int rounds,
    HashCost hash,
    List<Contestant> contestants) {
  /** What the figures are to answer. */
  public enum Question {
    /** How fast one server is. */
    SPEED,
    /** How the first server compares with the second. */
    COMPARISON,
    /** Whether the second, which holds more data, is slower than the first. */
    GROWTH
  }

  public Plan {
    operations = List.copyOf(operations);
    contestants = List.copyOf(contestants);
  }

  /** Writes the plan to a file that only its owner should read: it holds test secrets. */
  public void write(Path file) {
    Properties all = new Properties();
    all.setProperty("question", question.name());
    all.setProperty(
        "operations", operations.stream().map(Operation::title).collect(Collectors.joining(",")));
    all.setProperty("connections", Integer.toString(connections));
    all.setProperty("seconds", Integer.toString(seconds));
    all.setProperty("warm-up", Integer.toString(warmUpSeconds));
    all.setProperty("rounds", Integer.toString(rounds));
    all.setProperty("hash.memory", Integer.toString(hash.memory()));
    all.setProperty("hash.iterations", Integer.toString(hash.iterations()));
    all.setProperty("contestants", Integer.toString(contestants.size()));
    for (int i = 0; i < contestants.size(); i++) {
      write(all, i + ".", contestants.get(i));
    }
    try (Writer writer = Files.newBufferedWriter(file)) {
      all.store(writer, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Plan read(Path file) {
    Properties all = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      all.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<Contestant> contestants = new ArrayList<>();
    for (int i = 0; i < number(all, "contestants"); i++) {
      contestants.add(contestant(all, i + "."));
    }
    return new Plan(
        Question.valueOf(text(all, "question")),
        Arrays.stream(text(all, "operations").split(","))
            .map(title -> Operation.of(title).orElseThrow())
            .toList(),
        number(all, "connections"),
        number(all, "seconds"),
        number(all, "warm-up"),
        number(all, "rounds"),
        new HashCost(number(all, "hash.memory"), number(all, "hash.iterations")),
        contestants);
  }

  private static void write(Properties all, String prefix, Contestant contestant) {
    Provider provider = contestant.provider();
    all.setProperty(prefix + "name", contestant.name());
    all.setProperty(prefix + "application", Long.toString(contestant.application()));
    all.setProperty(prefix + "postmaster", Long.toString(contestant.postmaster()));
    all.setProperty(prefix + "start", contestant.start());
    all.setProperty(
        prefix + "start-seconds",
        contestant.startSeconds().stream().map(Object::toString).collect(Collectors.joining(",")));
    all.setProperty(prefix + "idle-megabytes", Long.toString(contestant.idleMegabytes()));
    all.setProperty(prefix + "seeds", String.join(",", contestant.seeds()));
    all.setProperty(prefix + "authorization", provider.authorization().toString());
    all.setProperty(prefix + "token", provider.token().toString());
    all.setProperty(prefix + "introspection", provider.introspection().toString());
    all.setProperty(prefix + "userinfo", provider.userInfo().toString());
    all.setProperty(prefix + "client-id", provider.clientId());
    all.setProperty(prefix + "client-secret", provider.clientSecret());
    all.setProperty(prefix + "redirect-uri", provider.redirectUri());
    all.setProperty(prefix + "username", provider.username());
    all.setProperty(prefix + "password", provider.password());
    all.setProperty(prefix + "first-user", Integer.toString(provider.firstUser()));
    all.setProperty(prefix + "last-user", Integer.toString(provider.lastUser()));
  }

  private static Contestant contestant(Properties all, String prefix) {
    return new Contestant(
        text(all, prefix + "name"),
        new Provider(
            URI.create(text(all, prefix + "authorization")),
            URI.create(text(all, prefix + "token")),
            URI.create(text(all, prefix + "introspection")),
            URI.create(text(all, prefix + "userinfo")),
            text(all, prefix + "client-id"),
            text(all, prefix + "client-secret"),
            text(all, prefix + "redirect-uri"),
            text(all, prefix + "username"),
            text(all, prefix + "password"),
            number(all, prefix + "first-user"),
            number(all, prefix + "last-user")),
        number(all, prefix + "application"),
        number(all, prefix + "postmaster"),
        text(all, prefix + "start"),
        list(all, prefix + "start-seconds").stream().map(Double::valueOf).toList(),
        number(all, prefix + "idle-megabytes"),
        list(all, prefix + "seeds"));
  }

  private static List<String> list(Properties all, String name) {
    String text = text(all, name);
    return text.isEmpty() ? List.of() : List.of(text.split(","));
  }

  private static int number(Properties all, String name) {
    return Integer.parseInt(text(all, name));
  }

  private static String text(Properties all, String name) {
    return Objects.requireNonNull(all.getProperty(name), name);
  }
}
