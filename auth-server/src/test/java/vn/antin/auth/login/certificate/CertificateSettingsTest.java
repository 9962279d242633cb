package vn.antin.auth.login.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

final class CertificateSettingsTest {
  @Test
  void defaultsAreThese() {
    assertThat(bind(Map.of()))
        .hasToString(
            "CertificateLogin[domains={}, ticketLifetime=PT3M, crlLifetime=PT15M,"
                + " ocspLifetime=PT5M, largestCrl=16777216B]");
    assertThat(bind(Map.of("antin.certificate-login.domains.state.anchors", "ca.pem")).domains())
        .hasToString(
            "{state=Domain[anchors=ca.pem, intermediates=null, revocation=ANY, crls=[], ocsp=null,"
                + " nationalId=false, extendedKeyUsages=[1.3.6.1.5.5.7.3.2], policies=[]]}");
  }

  private static CertificateLogin bind(Map<String, String> settings) {
    return new Binder(new MapConfigurationPropertySource(settings))
        .bindOrCreate("antin.certificate-login", CertificateLogin.class);
  }
}
