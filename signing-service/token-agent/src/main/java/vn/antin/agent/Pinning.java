package vn.antin.agent;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import vn.antin.agent.job.JobRefused;
import vn.antin.agent.job.PinnedServer;
import vn.antin.agent.job.PinnedServers;

/** The command {@code pin}: prints a server's line for the file of servers. */
final class Pinning {

  static final String HELP =
      """
      Cách dùng: antin-token-agent pin --server https://MÁY_CHỦ [--ca TỆP]

      Dành cho người cài đặt: in ra dòng để ghi vào tệp các máy chủ được phép. Hãy so khóa với
      khóa mà quản trị viên máy chủ đọc cho, rồi mới ghi.\
      """;

  private Pinning() {}

  static int run(PrintStream out, PrintStream err, String... words) throws UsageException {
    Arguments arguments = Arguments.parse(Set.of("--server", "--ca"), Set.of(), words);
    Optional<String> authority = arguments.value("--ca");
    Path file = authority.isEmpty() ? null : Arguments.path(authority.get());
    String url = ServerAddress.parse(arguments.needed("--server")).text();
    try (JobClient client = new JobClient(new PinnedServer(url, Set.of(), file))) {
      out.println(PinnedServers.line(url, client.keys(), file));
      return 0;
    } catch (JobRefused e) {
      err.println(e.words());
      return Agent.UNREACHED;
    }
  }
}
