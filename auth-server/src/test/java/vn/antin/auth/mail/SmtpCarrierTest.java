package vn.antin.auth.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;
import vn.antin.auth.FreePort;
import vn.antin.auth.outbox.Attempt;
import vn.antin.auth.web.TestCertificates;

/** Against a real mail server, with TLS and without. */
final class SmtpCarrierTest {
  private static final String KEY = "0b5c0c7e-6d0f-4d7e-9a53-5d3c1a2b3c4d";

  private final TestCertificates authority = TestCertificates.authority("Mail CA");
  private final TestCertificates server =
      authority.issue("CN=localhost", TestCertificates.dns("localhost"));
  private final DefaultSslBundleRegistry bundles = new DefaultSslBundleRegistry();
  private final Path folder;

  SmtpCarrierTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeEach
  void trust() throws IOException {
    bundles.registerBundle(
        "mail",
        SslBundle.of(
            new PemSslStoreBundle(null, PemSslStoreDetails.forCertificate(authority.pem(false)))));
    Files.writeString(folder.resolve("password"), SmtpPeer.PASSWORD + "\n");
    Files.writeString(folder.resolve("wrong"), "sai\n");
  }

  @Test
  void mailGoesThroughStartTlsAndLogin() throws MessagingException, IOException {
    try (SmtpPeer peer = SmtpPeer.startTls(authority.client(server))) {
      Attempt attempt =
          carrier(peer.port(), "ssl-bundle=mail", "username=antin", password())
              .carry(letter("lan@tinh.gov.vn", "Mã xác nhận của bạn"), KEY);
      assertThat(attempt).isEqualTo(new Attempt.Delivered());
      assertThat(peer.taken()).hasSize(1);
      SmtpPeer.Taken taken = peer.taken().getFirst();
      assertThat(taken.from()).isEqualTo("no-reply@dangnhap.tinh.gov.vn");
      assertThat(taken.to()).isEqualTo("lan@tinh.gov.vn");
      MimeMessage mail = parse(taken.mail());
      assertThat(mail.getSubject()).isEqualTo("Mã xác nhận của bạn");
      assertThat(mail.getContent().toString()).startsWith("Kính gửi chị Lan,\r\nmã là 12345678");
      assertThat(mail.getContentType()).isEqualTo("text/plain; charset=UTF-8");
      assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
      assertThat(mail.getHeader("Content-Language")).containsExactly("vi");
      assertThat(mail.getMessageID()).isEqualTo("<" + KEY + "@dangnhap.tinh.gov.vn>");
    }
  }

  @Test
  void mailGoesThroughImplicitTls() {
    try (SmtpPeer peer = SmtpPeer.tls(authority.client(server))) {
      assertThat(
              carrier(peer.port(), "security=tls", "ssl-bundle=mail")
                  .carry(letter("lan@tinh.gov.vn", "x"), KEY))
          .isEqualTo(new Attempt.Delivered());
      assertThat(peer.taken()).hasSize(1);
    }
  }

  @Test
  void secondDeliveryHasTheSameMessageId() throws MessagingException {
    try (SmtpPeer peer = SmtpPeer.plain(0)) {
      SmtpCarrier carrier = carrier(peer.port(), "security=plain");
      carrier.carry(letter("lan@tinh.gov.vn", "x"), KEY);
      carrier.carry(letter("lan@tinh.gov.vn", "x"), KEY);
      assertThat(peer.taken()).hasSize(2);
      assertThat(parse(peer.taken().get(0).mail()).getMessageID())
          .isEqualTo(parse(peer.taken().get(1).mail()).getMessageID());
    }
  }

  @Test
  void serverWithoutTlsIsNotTrustedWithAMail() {
    try (SmtpPeer peer = SmtpPeer.plain(0)) {
      assertThat(carrier(peer.port()).carry(letter("lan@tinh.gov.vn", "x"), KEY))
          .isEqualTo(new Attempt.Retry("the mail server does not offer STARTTLS"));
      assertThat(peer.taken()).isEmpty();
    }
  }

  @Test
  void strangersCertificateIsNotTrusted() {
    TestCertificates stranger =
        TestCertificates.authority("Someone").issue("CN=x", TestCertificates.dns("localhost"));
    try (SmtpPeer peer = SmtpPeer.startTls(authority.client(stranger))) {
      assertThat(carrier(peer.port(), "ssl-bundle=mail").carry(letter("lan@tinh.gov.vn", "x"), KEY))
          .isEqualTo(new Attempt.Retry("no TLS with the mail server: its certificate or versions"));
    }
  }

  @Test
  void certificateOfAnotherHostIsNotTrusted() {
    TestCertificates other = authority.issue("CN=x", TestCertificates.dns("khac.gov.vn"));
    try (SmtpPeer peer = SmtpPeer.startTls(authority.client(other))) {
      assertThat(carrier(peer.port(), "ssl-bundle=mail").carry(letter("lan@tinh.gov.vn", "x"), KEY))
          .isInstanceOf(Attempt.Retry.class);
      assertThat(peer.taken()).isEmpty();
    }
  }

  @Test
  void wrongPasswordIsOursToMend() {
    try (SmtpPeer peer = SmtpPeer.startTls(authority.client(server))) {
      assertThat(
              carrier(
                      peer.port(),
                      "ssl-bundle=mail",
                      "username=antin",
                      "password-file=" + folder.resolve("wrong"))
                  .carry(letter("lan@tinh.gov.vn", "x"), KEY))
          .isEqualTo(new Attempt.Retry("the mail server refused our user name or password"));
    }
  }

  @Test
  void refusedRecipientIsFinalAndFullMailboxIsNot() {
    try (SmtpPeer peer = SmtpPeer.plain(0)) {
      SmtpCarrier carrier = carrier(peer.port(), "security=plain");
      assertThat(carrier.carry(letter("nobody@tinh.gov.vn", "x"), KEY))
          .isEqualTo(new Attempt.Dead("the mail server refused the recipient (550)"));
      assertThat(carrier.carry(letter("full@tinh.gov.vn", "x"), KEY))
          .isEqualTo(new Attempt.Retry("the mail server put the recipient off (452)"));
      assertThat(carrier.carry(letter("spam@tinh.gov.vn", "x"), KEY))
          .isEqualTo(new Attempt.Dead("the mail server refused the mail (554)"));
    }
  }

  @Test
  void serverThatIsDownIsTriedAgain() throws IOException {
    int port = FreePort.find();
    assertThat(carrier(port).carry(letter("lan@tinh.gov.vn", "x"), KEY))
        .isEqualTo(new Attempt.Retry("the mail server cannot be reached"));
  }

  @Test
  void silentServerIsTriedAgain() throws IOException {
    try (ServerSocket silent = new ServerSocket(0)) {
      assertThat(
              carrier(silent.getLocalPort(), "timeout=200ms")
                  .carry(letter("lan@tinh.gov.vn", "x"), KEY))
          .isEqualTo(new Attempt.Retry("the mail server did not answer in time"));
    }
  }

  @Test
  void passwordWithoutTlsIsRefusedAtTheStart() {
    assertThatThrownBy(() ->
            properties("host=mail.tinh.gov.vn", "security=plain", "username=antin", password()))
        .hasRootCauseMessage(
            "antin.mail.security: a password does not leave this machine unprotected; expected"
                + " starttls or tls, found plain");
    assertThatThrownBy(() -> properties("host=x", "folder=/tmp/x"))
        .hasRootCauseMessage("expected antin.mail.host or antin.mail.folder, found both");
  }

  @Test
  void defaultsAreTheSecureOnes() {
    assertThat(properties())
        .hasToString(
            "MailProperties[host=null, port=null, security=STARTTLS, username=null,"
                + " passwordFile=null, sslBundle=null, timeout=PT10S, from=null, folder=null]");
  }

  private String password() {
    return "password-file=" + folder.resolve("password");
  }

  private SmtpCarrier carrier(int port, String... settings) {
    String[] all = new String[settings.length + 2];
    all[0] = "host=localhost";
    all[1] = "port=" + port;
    System.arraycopy(settings, 0, all, 2, settings.length);
    return new SmtpCarrier(properties(all), "dangnhap.tinh.gov.vn", bundles);
  }

  private static MailProperties properties(String... settings) {
    Map<String, String> given = new HashMap<>();
    for (String setting : settings) {
      String[] pair = setting.split("=", 2);
      given.put("antin.mail." + pair[0], pair[1]);
    }
    return new Binder(new MapConfigurationPropertySource(given))
        .bindOrCreate("antin.mail", MailProperties.class);
  }

  private static Letter letter(String to, String subject) {
    return new Letter(
        to,
        "vi",
        subject,
        "Kính gửi chị Lan,\nmã là 12345678",
        Instant.parse("2026-11-22T01:02:03Z"),
        null);
  }

  private static MimeMessage parse(String mail) throws MessagingException {
    return new MimeMessage(
        Session.getInstance(new Properties()),
        new ByteArrayInputStream(mail.getBytes(StandardCharsets.UTF_8)));
  }
}
