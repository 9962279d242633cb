package vn.antin.auth.mail;

import jakarta.validation.constraints.Positive;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How mail leaves. With neither host nor folder there is none.
 *
 * @param host the mail server
 * @param port absent: 587, with {@code tls} 465, with {@code plain} 25
 * @param security how the connection is protected; without a password {@code plain} is accepted for
 *     a relay that offers nothing better
 * @param username with which we log in there; absent: we do not
 * @param passwordFile its password, read for every mail
 * @param sslBundle what the server's certificate is checked with; absent: the JVM's authorities
 * @param timeout to connect, and for each answer
 * @param from what mails are from; absent: no-reply at the issuer's host
 * @param folder takes the mails in place of a server and shows them on {@code /mail} to this
 *     machine; for development
 */
@ConfigurationProperties("antin.mail")
@Validated
record MailProperties(
    @Nullable String host,
    @Nullable @Positive Integer port,
    @DefaultValue("starttls") Security security,
    @Nullable String username,
    @Nullable Path passwordFile,
    @Nullable String sslBundle,
    @DefaultValue("10s") Duration timeout,
    @Nullable String from,
    @Nullable Path folder) {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1");

  /** How a connection to the mail server is protected. */
  enum Security {
    /** It begins in the clear and must turn to TLS before anything else (RFC 3207). */
    STARTTLS(587),
    /** TLS from the first byte (RFC 8314 §3.3). */
    TLS(465),
    /** Not at all. */
    PLAIN(25);

    private final int port;

    Security(int port) {
      this.port = port;
    }
  }

  MailProperties {
    if (host != null && folder != null) {
      throw new IllegalArgumentException(
          "expected antin.mail.host or antin.mail.folder, found both");
    }
    if ((username == null) != (passwordFile == null)) {
      throw new IllegalArgumentException(
          "antin.mail: expected username and password-file together, found one of them");
    }
    if (security == Security.PLAIN
        && username != null
        && host != null
        && !LOOPBACK.contains(host)) {
      throw new IllegalArgumentException(
          "antin.mail.security: a password does not leave this machine unprotected; expected"
              + " starttls or tls, found plain");
    }
    if (from != null && MailAddress.read(from).isEmpty()) {
      throw new IllegalArgumentException("antin.mail.from: expected a mail address");
    }
  }

  boolean configured() {
    return host != null || folder != null;
  }

  int portInUse() {
    return port == null ? security.port : port;
  }

  /** The sender, for a server with this host name. */
  MailAddress sender(String ownHost) {
    if (from != null) {
      return MailAddress.read(from).orElseThrow();
    }
    return MailAddress.read("no-reply@" + ownHost)
        .orElseGet(
            () -> new MailAddress("no-reply@" + InetAddress.getLoopbackAddress().getHostName()));
  }
}
