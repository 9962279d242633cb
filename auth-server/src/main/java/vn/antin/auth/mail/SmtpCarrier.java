package vn.antin.auth.mail;

import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.NoSuchProviderException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Objects;
import java.util.Properties;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.util.MailConnectException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundles;
import vn.antin.auth.outbox.Attempt;

/**
 * Sends mails to one mail server, a connection for each. What the server says for good about a
 * recipient or a mail is final; whatever can be mended at the server or in our settings is tried
 * again. Reasons hold reply codes and no words of the server, which may repeat the address.
 */
final class SmtpCarrier implements Carrier {
  private final MailProperties properties;
  private final String host;
  private final String ownHost;
  private final SslBundles bundles;

  SmtpCarrier(MailProperties properties, String ownHost, SslBundles bundles) {
    this.properties = properties;
    this.host = Objects.requireNonNull(properties.host());
    this.ownHost = ownHost;
    this.bundles = bundles;
  }

  @Override
  public String name() {
    return "SMTP " + host;
  }

  @Override
  public Attempt carry(Letter letter, String key) {
    Session session = Session.getInstance(settings());
    try {
      MimeMessage mail = Mime.of(letter, key, properties.sender(ownHost), session);
      send(mail, session);
      return new Attempt.Delivered();
    } catch (MessagingException e) {
      return judge(e);
    } catch (IOException e) {
      return new Attempt.Retry("the file with the mail server's password cannot be read");
    }
  }

  private void send(MimeMessage mail, Session session) throws MessagingException, IOException {
    Address[] to = mail.getAllRecipients();
    try (Transport transport = transport(session)) {
      transport.connect(host, properties.portInUse(), properties.username(), password());
      transport.sendMessage(mail, to);
    }
  }

  private static Transport transport(Session session) throws NoSuchProviderException {
    return session.getTransport("smtp");
  }

  private @Nullable String password() throws IOException {
    return properties.passwordFile() == null
        ? null
        : Files.readString(properties.passwordFile(), StandardCharsets.UTF_8).strip();
  }

  private Properties settings() {
    Properties settings = new Properties();
    String timeout = Long.toString(properties.timeout().toMillis());
    settings.put("mail.smtp.connectiontimeout", timeout);
    settings.put("mail.smtp.timeout", timeout);
    settings.put("mail.smtp.writetimeout", timeout);
    settings.put("mail.smtp.localhost", ownHost);
    settings.put("mail.smtp.from", properties.sender(ownHost).reveal());
    settings.put("mail.smtp.auth", Boolean.toString(properties.username() != null));
    settings.put("mail.smtp.ssl.checkserveridentity", "true");
    settings.put("mail.smtp.ssl.protocols", "TLSv1.3 TLSv1.2");
    switch (properties.security()) {
      case STARTTLS -> {
        settings.put("mail.smtp.starttls.enable", "true");
        settings.put("mail.smtp.starttls.required", "true");
      }
      case TLS -> settings.put("mail.smtp.ssl.enable", "true");
      case PLAIN -> settings.put("mail.smtp.starttls.enable", "false");
    }
    if (properties.sslBundle() != null) {
      settings.put(
          "mail.smtp.ssl.socketFactory",
          bundles.getBundle(properties.sslBundle()).createSslContext().getSocketFactory());
    }
    return settings;
  }

  private static Attempt judge(MessagingException failure) {
    if (failure instanceof AuthenticationFailedException) {
      return new Attempt.Retry("the mail server refused our user name or password");
    }
    // A refused recipient hides behind the failure of the whole mail.
    for (Throwable cause = failure; cause != null; cause = next(cause)) {
      switch (cause) {
        case SMTPAddressFailedException refused -> {
          return judge("recipient", refused.getReturnCode());
        }
        case SMTPSenderFailedException refused -> {
          return new Attempt.Retry(
              "the mail server refused antin.mail.from (%d)".formatted(refused.getReturnCode()));
        }
        case MailConnectException _, ConnectException _ -> {
          return new Attempt.Retry("the mail server cannot be reached");
        }
        case UnknownHostException _ -> {
          return new Attempt.Retry("the mail server's name is not known");
        }
        case SocketTimeoutException _ -> {
          return new Attempt.Retry("the mail server did not answer in time");
        }
        case SSLException _ -> {
          return new Attempt.Retry("no TLS with the mail server: its certificate or versions");
        }
        default -> {}
      }
    }
    if (failure instanceof SMTPSendFailedException refused) {
      return judge("mail", refused.getReturnCode());
    }
    String said = Objects.requireNonNullElse(failure.getMessage(), "");
    return new Attempt.Retry(
        said.startsWith("STARTTLS is required")
            ? "the mail server does not offer STARTTLS"
            : "the mail server did not take the mail");
  }

  /** 530 asks for a login or TLS: our settings, not the mail. */
  private static Attempt judge(String what, int code) {
    return code >= 500 && code != 530
        ? new Attempt.Dead("the mail server refused the %s (%d)".formatted(what, code))
        : new Attempt.Retry("the mail server put the %s off (%d)".formatted(what, code));
  }

  private static @Nullable Throwable next(Throwable cause) {
    return cause instanceof MessagingException chained && chained.getNextException() != null
        ? chained.getNextException()
        : cause.getCause();
  }
}
