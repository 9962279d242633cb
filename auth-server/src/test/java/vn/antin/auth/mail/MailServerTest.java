package vn.antin.auth.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.auth.Patience.await;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vn.antin.auth.Browser;
import vn.antin.auth.FreePort;
import vn.antin.auth.TestDatabase;
import vn.antin.auth.TestServer;
import vn.antin.auth.outbox.Notices;
import vn.antin.auth.outbox.RecipientReport;

/** The application with a mail server, and without any way for mail. */
final class MailServerTest {
  @Test
  void mailWaitsForAServerThatIsDownAndIsNotSentTwice() throws IOException {
    int port = FreePort.find();
    try (TestServer node =
        TestServer.start(
            TestDatabase.create(),
            "antin.mail.host=localhost",
            "antin.mail.port=" + port,
            "antin.mail.security=plain",
            "antin.mail.from=antin@tinh.gov.vn")) {
      write(node, "lan@tinh.gov.vn");
      await()
          .untilAsserted(() ->
              assertThat(report(node).problem()).isEqualTo("the mail server cannot be reached"));
      assertThat(report(node).name()).isEqualTo("SMTP localhost");
      try (SmtpPeer peer = SmtpPeer.plain(port)) {
        await().until(() -> report(node).delivered() == 1);
        write(node, "nobody@tinh.gov.vn");
        await().until(() -> report(node).dead() == 1);
        assertThat(peer.taken()).extracting(SmtpPeer.Taken::to).containsExactly("lan@tinh.gov.vn");
        assertThat(report(node).problem()).isEqualTo("the mail server refused the recipient (550)");
      }
      assertThat(new Browser(node.origin()).get("/mail").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void withoutAServerNoMailIsWritten() {
    try (TestServer node = TestServer.start(TestDatabase.create())) {
      Mailer mailer = node.bean(Mailer.class);
      assertThat(mailer.available()).isFalse();
      assertThat(mailer.sendTo("lan@tinh.gov.vn", Locale.of("vi"), "credential-changed", Map.of()))
          .isFalse();
      assertThat(node.bean(Notices.class).recipients()).isEmpty();
      assertThat(new Browser(node.origin()).get("/mail").statusCode()).isEqualTo(404);
    }
  }

  private static void write(TestServer node, String to) {
    node.bean(Mailer.class)
        .sendTo(
            to,
            Locale.of("vi"),
            "credential-changed",
            Map.of("what", "x", "time", "1", "username", "u"));
  }

  private static RecipientReport report(TestServer node) {
    return node.bean(Notices.class).recipients().getFirst();
  }
}
