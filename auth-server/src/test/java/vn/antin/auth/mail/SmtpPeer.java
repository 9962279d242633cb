package vn.antin.auth.mail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;

/** A mail server of the test's; it refuses names that say so. */
final class SmtpPeer implements AutoCloseable {
  static final String USER = "antin";
  static final String PASSWORD = "mật khẩu máy chủ thư";

  /** What it was given: the envelope and the bytes. */
  record Taken(String from, String to, String mail) {}

  private final List<Taken> taken = new CopyOnWriteArrayList<>();
  private final SMTPServer server;

  private SmtpPeer(SMTPServer.Builder builder) {
    server = builder.hostName("localhost").messageHandlerFactory(this::handler).build();
    server.start();
  }

  /** Offers neither TLS nor a login. */
  static SmtpPeer plain(int port) {
    return new SmtpPeer(SMTPServer.port(port));
  }

  /** Wants STARTTLS and a login before anything else. */
  static SmtpPeer startTls(SSLContext tls) {
    return new SmtpPeer(
        SMTPServer.port(0)
            .startTlsSocketFactory(tls)
            .enableTLS()
            .requireTLS()
            .authenticationHandlerFactory(new EasyAuthenticationHandlerFactory(SmtpPeer::login))
            .requireAuth());
  }

  /** Speaks TLS from the first byte. */
  static SmtpPeer tls(SSLContext tls) {
    return new SmtpPeer(SMTPServer.port(0).serverSocketFactory(tls));
  }

  int port() {
    return server.getPortAllocated();
  }

  List<Taken> taken() {
    return taken;
  }

  private static void login(String user, String password, MessageContext context)
      throws LoginFailedException {
    if (!user.equals(USER) || !password.equals(PASSWORD)) {
      throw new LoginFailedException();
    }
  }

  private MessageHandler handler(MessageContext context) {
    return new MessageHandler() {
      private @Nullable String from;
      private @Nullable String to;

      @Override
      public void from(String address) {
        from = address;
      }

      @Override
      public void recipient(String address) throws RejectException {
        if (address.startsWith("nobody")) {
          throw new RejectException(550, "5.1.1 No such user " + address);
        }
        if (address.startsWith("full")) {
          throw new RejectException(452, "4.2.2 Mailbox full " + address);
        }
        to = address;
      }

      @Override
      public String data(InputStream data) throws RejectException, IOException {
        String mail = new String(data.readAllBytes(), StandardCharsets.UTF_8);
        if (mail.contains("To: spam")) {
          throw new RejectException(554, "5.7.1 Refused");
        }
        taken.add(new Taken(String.valueOf(from), String.valueOf(to), mail));
        return "taken";
      }

      @Override
      public void done() {}
    };
  }

  @Override
  public void close() {
    server.stop();
  }
}
