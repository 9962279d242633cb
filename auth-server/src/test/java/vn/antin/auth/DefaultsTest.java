package vn.antin.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Pins the defaults, and that the reference page tells them. */
final class DefaultsTest {
  private static final Map<String, String> PROPERTIES =
      Map.ofEntries(
          Map.entry(
              "vn.antin.auth.session.SessionProperties",
              "SessionProperties[lifetime=PT12H, idle=PT4H, keepEnded=PT2160H]"),
          Map.entry(
              "vn.antin.auth.login.LoginProperties",
              "LoginProperties[flowLifetime=PT30M, flowsPerAddress=2000, attemptsPerFlow=50]"),
          Map.entry(
              "vn.antin.auth.login.factor.ThrottleProperties",
              "ThrottleProperties[name=10, nameWindow=PT15M, address=300, addressWindow=PT15M]"),
          Map.entry(
              "vn.antin.auth.login.factor.CodeProperties", "CodeProperties[tell=10, close=30]"),
          Map.entry(
              "vn.antin.auth.account.HashingProperties",
              "HashingProperties[memory=19456, iterations=2, queue=100, patience=PT5S]"),
          Map.entry(
              "vn.antin.auth.outbox.OutboxProperties",
              "OutboxProperties[workers=32, perRecipient=2, limit=PT30S, poll=PT1S, giveUpAfter=PT24H,"
                  + " keepDelivered=PT168H, keepDead=PT2160H]"),
          Map.entry(
              "vn.antin.auth.key.KeyProperties",
              "KeyProperties[rotation=PT720H, lead=PT48H, keep=PT168H, algorithms=[ES256, RS256, PS256,"
                  + " EdDSA], store=SOFTWARE, pkcs11=null]"),
          Map.entry(
              "vn.antin.auth.outbound.OutboundProperties",
              "OutboundProperties[allowedNetworks=[], trust=null, connectTimeout=PT3S, timeout=PT10S]"),
          Map.entry(
              "vn.antin.auth.oauth2.registration.RegistrationProperties",
              "RegistrationProperties[mode=CLOSED, scopes=[openid, profile, email, address, phone],"
                  + " perAddress=20, addressWindow=PT1H, unused=1000, unusedLifetime=PT24H]"),
          Map.entry(
              "vn.antin.auth.org.delegation.DelegationProperties",
              "DelegationProperties[longest=365, deputies=true, heads=true, collective=[province,"
                  + " commune, council, party-body]]"),
          Map.entry("vn.antin.auth.sample.SampleProperties", "SampleProperties[officials=0]"),
          Map.entry(
              "vn.antin.auth.expiry.CertificateNoticeProperties",
              "CertificateNoticeProperties[interval=PT10M, hour=7]"));

  @Test
  void defaultsAreTheSecureOnes() throws ClassNotFoundException {
    Binder nothing = new Binder(new MapConfigurationPropertySource(Map.of()));
    for (Map.Entry<String, String> expected : PROPERTIES.entrySet()) {
      Class<?> type = Class.forName(expected.getKey());
      assertThat(nothing.bindOrCreate("antin.nothing", type)).hasToString(expected.getValue());
    }
  }

  @Test
  void referencePageNamesThem() throws IOException {
    String page =
        Files.readString(Path.of(System.getProperty("antin.root"), "docs/configuration.md"));
    assertThat(page)
        .contains(
            "`antin.session.lifetime` | 12h",
            "`antin.session.idle` | 4h",
            "`antin.login.flow-lifetime` | 30m",
            "`antin.login.flows-per-address` | 2000",
            "`antin.login.attempts-per-flow` | 50",
            "`.name-window` | 10, 15m",
            "`.address-window` | 300, 15m",
            "`antin.login.codes.tell`, `.close` | 10, 30",
            "`antin.hashing.memory`, `.iterations` | 19456 (KiB), 2",
            "`antin.keys.rotation`, `.lead`, `.keep` | 30d, 2d, 7d",
            "`antin.keys.algorithms` | ES256, RS256, PS256, EdDSA",
            "`antin.keys.store` | software",
            "`antin.outbound.allowed-networks` | none",
            "`antin.outbox.workers`, `.per-recipient` | 32, 2",
            "`antin.outbox.limit`, `.poll` | 30s, 1s",
            "`antin.outbox.give-up-after` | 24h",
            "`antin.outbox.keep-delivered`, `.keep-dead` | 7d, 90d",
            "`antin.outbound.connect-timeout`, `.timeout` | 3s, 10s",
            "`antin.delegation.longest`, `.deputies`, `.heads` | 365 (days), true, true",
            "`antin.delegation.collective` | province, commune, council, party-body",
            "`antin.certificate-notices.interval`, `.hour` | 10m, 7",
            "`antin.sample.officials` | 0");
  }
}
