package vn.antin.auth.expiry;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.client.RestClient;
import vn.antin.auth.account.Accounts;
import vn.antin.auth.mail.Mailer;
import vn.antin.auth.oauth2.ServiceTokens;
import vn.antin.auth.web.House;

/** On where a signing-service may log in and mail leaves: otherwise nothing is fetched. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("antin.house-clients.signing-service-jwks-file")
@Conditional(ExpiryConfiguration.MailLeaves.class)
class ExpiryConfiguration {
  /** By a server, or into a folder. */
  static final class MailLeaves extends AnyNestedCondition {
    MailLeaves() {
      super(ConfigurationPhase.PARSE_CONFIGURATION);
    }

    @ConditionalOnProperty("antin.mail.host")
    static final class ByServer {}

    @ConditionalOnProperty("antin.mail.folder")
    static final class IntoFolder {}
  }

  @Bean
  NoticeTable certificateNoticeTable(JdbcClient jdbc) {
    return new NoticeTable(jdbc);
  }

  @Bean
  NoticeMeter certificateNoticeMeter(
      MeterRegistry registry, NoticeTable table, InstantSource clock) {
    return new NoticeMeter(registry, table, clock);
  }

  @Bean
  ExpiryNotices expiryNotices(
      RestClient.Builder builder,
      House house,
      ServiceTokens tokens,
      NoticeTable table,
      NoticeMeter meter,
      Mailer mailer,
      MessageSource messages,
      Accounts accounts,
      TransactionOperations transaction,
      CertificateNoticeProperties properties,
      InstantSource clock) {
    return new ExpiryNotices(
        new NoticeFeed(builder, house.signingServiceUrl().toString(), tokens),
        table,
        new NoticeMails(mailer, messages, house),
        meter,
        accounts,
        transaction,
        properties,
        clock);
  }

  @Bean
  NoticeSchedule certificateNoticeSchedule(
      ExpiryNotices notices, CertificateNoticeProperties properties, InstantSource clock) {
    return new NoticeSchedule(notices, properties.interval(), clock);
  }
}
