package vn.antin.auth.mail;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.antin.auth.web.House;

/** By a server, into a folder, or not at all: then nothing takes mails and none are written. */
class MailConfiguration {
  private static final Logger LOG = LoggerFactory.getLogger(MailConfiguration.class);

  private MailConfiguration() {}

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnProperty("antin.mail.host")
  static class ByServer {
    @Bean
    MailDelivery mailDelivery(
        MailProperties properties,
        House house,
        SslBundles bundles,
        Envelopes envelopes,
        InstantSource clock) {
      return new MailDelivery(
          new SmtpCarrier(properties, house.issuer().getHost(), bundles), envelopes, clock);
    }
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnProperty("antin.mail.folder")
  static class IntoFolder {
    @Bean
    MailFolder mailFolder(MailProperties properties) {
      Path folder = Objects.requireNonNull(properties.folder());
      LOG.warn(
          "Mails are not sent: they lie in {} and on /mail for whoever uses this machine", folder);
      return new MailFolder(folder);
    }

    @Bean
    MailDelivery mailDelivery(
        MailFolder folder,
        MailProperties properties,
        House house,
        Envelopes envelopes,
        InstantSource clock) {
      return new MailDelivery(
          new FolderCarrier(folder, properties.sender(house.issuer().getHost())), envelopes, clock);
    }
  }
}
