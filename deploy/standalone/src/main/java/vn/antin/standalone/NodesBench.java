package vn.antin.standalone;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import vn.antin.standalone.bench.FirstLogin;
import vn.antin.standalone.bench.NodeProxy;
import vn.antin.standalone.bench.NodeTrial;

/**
 * {@code ./antin bench nodes}: two auth-servers on one database behind a proxy; one is killed under
 * load. Nothing may fail but the requests that it held, and the database must be whole.
 */
final class NodesBench {
  static final String HELP =
      """
      nodes   two nodes behind a proxy, one killed under load: what fails
                --seconds N       of load before the end of the node, and after it (default 5)
                --connections N   that ask at the same time (default 9)
      """;

  private static final int FIRST_NODE = 20;
  private static final int SECOND_NODE = 30;

  private final Build build;
  private int seconds = 5;
  private int connections = 9;

  NodesBench(Build build) {
    this.build = build;
  }

  int run(List<String> arguments) throws IOException {
    parse(arguments);
    Ports ports = Ports.anyFree();
    int survivor = ports.base() + FIRST_NODE;
    int victim = ports.base() + SECOND_NODE;
    // One request to a connection, so that each has a node of its own choice.
    Map<String, String> settings = Map.of("server.tomcat.max-keep-alive-requests", "1");
    try (AuthHouse house = AuthHouse.open(build, ports, OidcBench.OFFICIALS)) {
      house.start(survivor, List.of(), settings);
      Child doomed = house.start(victim, List.of(), settings);
      try (NodeProxy proxy = NodeProxy.open(ports.auth(), List.of(survivor, victim))) {
        for (int i = 0; i < 4; i++) {
          FirstLogin.by(OidcBench.provider(house.issuer(), OidcBench.OFFICIALS));
        }
        System.out.printf(
            "two nodes behind a proxy, %d connections, %d s; then one is killed, %d s more%n",
            connections, seconds, seconds);
        long[] died = new long[1];
        NodeTrial.Outcome outcome =
            new NodeTrial(
                    OidcBench.provider(house.issuer(), OidcBench.OFFICIALS), proxy, connections)
                .run(Duration.ofSeconds(seconds), () -> died[0] = kill(doomed));
        return report(outcome, victim, died[0], faults(house, outcome));
      }
    }
  }

  /** SIGKILL; returns the moment from which the node is gone. */
  private static long kill(Child child) {
    ProcessHandle.of(child.pid()).ifPresent(ProcessHandle::destroyForcibly);
    child.onExit().join();
    return System.nanoTime();
  }

  private static int report(NodeTrial.Outcome outcome, int victim, long died, List<String> faults) {
    long held =
        outcome.lost().stream().filter(l -> l.node() == victim && l.began() <= died).count();
    if (held < outcome.lost().size()) {
      faults.add(
          (outcome.lost().size() - held) + " requests were lost that the dead node never had");
    }
    if (outcome.nodesUsed() < 2) {
      faults.add("only one node was asked");
    }
    outcome.wrong().stream().limit(5).forEach(answer -> faults.add("wrong answer: " + answer));
    System.out.printf("answered           %d%n", outcome.answered());
    System.out.printf(
        "lost               %d, held by the killed node: %d%n", outcome.lost().size(), held);
    System.out.printf("wrong              %d%n", outcome.wrong().size());
    System.out.printf("longest answer     %d ms%n", outcome.longestMillis());
    System.out.printf(
        "refresh tokens of lost requests: %d still good, %d spent unseen%n",
        outcome.stillGood(), outcome.spentUnseen());
    faults.forEach(fault -> System.out.println("FAULT: " + fault));
    System.out.println(faults.isEmpty() ? "database whole; nothing else failed" : "NOT PASSED");
    return faults.isEmpty() ? 0 : 1;
  }

  /** What the database says: only a spent token tried again may have ended a family. */
  private static List<String> faults(AuthHouse house, NodeTrial.Outcome outcome) {
    List<String> faults = new ArrayList<>();
    try (Connection connection = house.postgres().cluster().connect(App.AUTH.database());
        Statement statement = connection.createStatement()) {
      expect(
          faults,
          statement,
          "families that were revoked",
          outcome.spentUnseen(),
          "SELECT count(*) FROM token_family WHERE revoked_at IS NOT NULL");
      expect(
          faults,
          statement,
          "families without exactly one refresh token to go on with",
          0,
          """
          SELECT count(*) FROM (
            SELECT FROM token_handle WHERE kind = 'refresh' GROUP BY bucket, family_id
            HAVING count(*) FILTER (WHERE consumed_at IS NULL) <> 1) broken
          """);
      expect(
          faults,
          statement,
          "sessions that have ended",
          0,
          "SELECT count(*) FROM session WHERE ended_at IS NOT NULL");
    } catch (SQLException e) {
      throw new StandaloneException(
          StandaloneException.Code.PART, "The database could not be read: " + e.getMessage(), e);
    }
    return faults;
  }

  private static void expect(
      List<String> faults, Statement statement, String what, int expected, String sql)
      throws SQLException {
    try (ResultSet row = statement.executeQuery(sql)) {
      if (row.next() && row.getInt(1) != expected) {
        faults.add(what + ": expected " + expected + ", found " + row.getInt(1));
      }
    }
  }

  private void parse(List<String> arguments) {
    Deque<String> rest = new ArrayDeque<>(arguments);
    while (!rest.isEmpty()) {
      String option = rest.pop();
      switch (option) {
        case "--seconds" -> seconds = Options.number(option, rest, 1, 600);
        case "--connections" -> connections = Options.number(option, rest, 3, 64);
        default ->
            throw Options.usage(
                "bench nodes does not know '" + option + "'; ./antin bench lists its options.");
      }
    }
  }
}
