package vn.antin.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;

/** Pins every default, so that none becomes less safe unseen. */
final class DefaultsTest {
  private static final Map<String, String> REQUIRED =
      Map.of(
          "antin.auth-server-issuer", "http://localhost:9000",
          "antin.client-key-file", "client.jwk",
          "antin.root-key", "root.key",
          "antin.token.kind", "software",
          "antin.token.pin-file", "pin");

  @Test
  void defaultsAreThese() throws ReflectiveOperationException {
    var defaults = new TreeMap<String, String>();
    var binder = new Binder(new MapConfigurationPropertySource(REQUIRED));
    var scanner = new ClassPathScanningCandidateComponentProvider(false);
    scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
    for (var found : scanner.findCandidateComponents("vn.antin.signing")) {
      var type = Class.forName(found.getBeanClassName());
      var prefix = type.getAnnotation(ConfigurationProperties.class).value();
      var bound = binder.bindOrCreate(prefix, type);
      for (var component : type.getRecordComponents()) {
        var accessor = component.getAccessor();
        accessor.setAccessible(true);
        defaults.put(prefix + "." + component.getName(), String.valueOf(accessor.invoke(bound)));
      }
    }

    assertThat(defaults)
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("antin.authServerConnectTimeout", "PT2S"),
                Map.entry("antin.authServerIssuer", "http://localhost:9000"),
                Map.entry("antin.authServerReadTimeout", "PT4S"),
                Map.entry("antin.clientKeyFile", "client.jwk"),
                Map.entry("antin.heavyWork", "2"),
                Map.entry("antin.rootKey", "root.key"),
                Map.entry("antin.publicUrl", "http://localhost:9100"),
                Map.entry("antin.trustedProxies", "[127.0.0.1, ::1]"),
                Map.entry("antin.proxyClientCertificates", "false"),
                Map.entry("antin.dpop.proofLifetime", "PT1M"),
                Map.entry("antin.dpop.skew", "PT15S"),
                Map.entry("antin.idempotency.keep", "PT24H"),
                Map.entry("antin.agent.atOnce", "4"),
                Map.entry("antin.agent.documents", "500"),
                Map.entry("antin.agent.jobLifetime", "PT15M"),
                Map.entry("antin.agent.keyAhead", "PT8760H"),
                Map.entry("antin.agent.keyLifetime", "PT17520H"),
                Map.entry("antin.agent.perMinute", "240"),
                Map.entry("antin.vgca.atOnce", "2"),
                Map.entry("antin.vgca.documents", "100"),
                Map.entry("antin.vgca.enabled", "true"),
                Map.entry("antin.vgca.growth", "4194304B"),
                Map.entry("antin.vgca.jobLifetime", "PT10M"),
                Map.entry("antin.vgca.numericStatus", "false"),
                Map.entry("antin.vgca.perMinute", "240"),
                Map.entry("antin.audit.interval", "PT5S"),
                Map.entry("antin.audit.rootsFile", "null"),
                Map.entry("antin.authority.baseUrl", "null"),
                Map.entry("antin.authority.ocsp.atOncePerSecond", "200"),
                Map.entry("antin.authority.ocsp.cached", "PT1M"),
                Map.entry("antin.authority.ocsp.questions", "10"),
                Map.entry("antin.authority.ocsp.valid", "PT24H"),
                Map.entry("antin.authority.profiles", "{}"),
                Map.entry("antin.authority.roots", "[]"),
                Map.entry("antin.authority.crl.cached", "PT1M"),
                Map.entry("antin.authority.crl.deltaEvery", "PT1H"),
                Map.entry("antin.authority.crl.deltaValid", "PT6H"),
                Map.entry("antin.authority.crl.fullEvery", "PT24H"),
                Map.entry("antin.authority.crl.fullValid", "PT72H"),
                Map.entry("antin.csc.description", "Chữ ký số công vụ"),
                Map.entry("antin.csc.answersKept", "PT24H"),
                Map.entry("antin.csc.documentCalls", "4"),
                Map.entry("antin.csc.documents", "100"),
                Map.entry("antin.csc.largestDocuments", "20971520B"),
                Map.entry("antin.csc.logo", "null"),
                Map.entry("antin.csc.name", "Ấn Tín"),
                Map.entry("antin.csc.openAuthorizations", "1000"),
                Map.entry("antin.csc.responseHosts", "[]"),
                Map.entry("antin.csc.waitingCalls", "50"),
                Map.entry("antin.certificate-expiry.interval", "PT10M"),
                Map.entry("antin.certificate-expiry.warnings", "[PT1440H, PT720H, PT168H]"),
                Map.entry("antin.certificate-directory.base", "null"),
                Map.entry("antin.certificate-directory.bindDn", "null"),
                Map.entry("antin.certificate-directory.bindPasswordFile", "null"),
                Map.entry("antin.certificate-directory.connectTimeout", "PT3S"),
                Map.entry("antin.certificate-directory.filter", "(userCertificate;binary=*)"),
                Map.entry("antin.certificate-directory.longest", "PT2M"),
                Map.entry("antin.certificate-directory.responseTimeout", "PT10S"),
                Map.entry("antin.certificate-directory.transport", "START_TLS"),
                Map.entry("antin.certificate-directory.trustFile", "null"),
                Map.entry("antin.certificate-directory.unitAttribute", "null"),
                Map.entry("antin.certificate-directory.urls", "[]"),
                Map.entry("antin.certificate-directory.usernameAttribute", "uid"),
                Map.entry("antin.certificate-forms.addressee", ""),
                Map.entry("antin.certificate-forms.form", ""),
                Map.entry("antin.certificate-jobs.listSize", "33554432B"),
                Map.entry("antin.certificate-jobs.rows", "20000"),
                Map.entry("antin.certificate-jobs.threads", "2"),
                Map.entry("antin.certificate-jobs.unfinished", "3"),
                Map.entry("antin.certificates.authority", "null"),
                Map.entry("antin.certificates.key", "RSA_2048"),
                Map.entry(
                    "antin.credentials.qualifiers", "{vn_gov_cv=[own], vn_gov_cv_seal=[own]}"),
                Map.entry("antin.development-authority.enabled", "false"),
                Map.entry("antin.development-authority.officials", "200"),
                Map.entry("antin.development-authority.pause", "PT0.25S"),
                Map.entry("antin.dossiers.checkUrl", "http://localhost:9200/kt/"),
                Map.entry("antin.dossiers.perMinute", "60"),
                Map.entry("antin.dossiers.results", "5000"),
                Map.entry("antin.standing-orders.enabled", "false"),
                Map.entry("antin.documents.lifetime", "PT720H"),
                Map.entry("antin.documents.maxSize", "524288000B"),
                Map.entry("antin.documents.quota", "107374182400B"),
                Map.entry("antin.documents.quotaDocuments", "200000"),
                Map.entry("antin.est.bundle", "null"),
                Map.entry("antin.est.codeLifetime", "PT168H"),
                Map.entry("antin.est.domains", "[]"),
                Map.entry("antin.est.enabled", "false"),
                Map.entry("antin.est.perDay", "20"),
                Map.entry("antin.est.perMinute", "60"),
                Map.entry("antin.est.plainHttp", "false"),
                Map.entry("antin.est.port", "null"),
                Map.entry("antin.est.profiles", List.of("tls-server", "tls-client").toString()),
                Map.entry("antin.est.proxyClientCertificates", "false"),
                Map.entry("antin.est.reservedNames", "[]"),
                Map.entry("antin.est.trustedProxies", "[]"),
                Map.entry("antin.est.unitDomains", "{}"),
                Map.entry("antin.people.collective", "[province, commune, council, party-body]"),
                Map.entry("antin.people.interval", "PT5S"),
                Map.entry("antin.people.pageSize", "5000"),
                Map.entry("antin.people.staleAfter", "PT5M"),
                Map.entry("antin.registers.aDay", "500"),
                Map.entry("antin.requests.documents", "5000"),
                Map.entry("antin.requests.lifetime", "PT24H"),
                Map.entry("antin.requests.parallel", "4"),
                Map.entry("antin.requests.runs", "16"),
                Map.entry("antin.requests.signings", "16"),
                Map.entry("antin.signing-requests.documents", "5000"),
                Map.entry(
                    "antin.signing-requests.headTitles",
                    List.of(
                            "Chủ tịch",
                            "Bí thư",
                            "Giám đốc",
                            "Chánh Văn phòng",
                            "Chánh Thanh tra",
                            "Cục trưởng",
                            "Chi cục trưởng",
                            "Trưởng ban",
                            "Trưởng phòng",
                            "Hiệu trưởng",
                            "Đội trưởng")
                        .toString()),
                Map.entry("antin.signing-requests.hold", "PT5M"),
                Map.entry("antin.signing-requests.inboxClient", "admin-ui"),
                Map.entry("antin.signing-requests.interval", "PT1S"),
                Map.entry("antin.signing-requests.keepFetched", "PT24H"),
                Map.entry("antin.signing-requests.lifetime", "PT336H"),
                Map.entry("antin.signing-requests.signers", "20"),
                Map.entry("antin.signing-requests.streamLife", "PT5M"),
                Map.entry("antin.signing-requests.streams", "2000"),
                Map.entry("antin.signing-requests.streamsEach", "5"),
                Map.entry("antin.webhooks.allowedHosts", "[]"),
                Map.entry("antin.webhooks.atOnce", "8"),
                Map.entry("antin.webhooks.firstRetry", "PT10S"),
                Map.entry("antin.webhooks.giveUp", "PT24H"),
                Map.entry("antin.webhooks.interval", "PT1S"),
                Map.entry("antin.webhooks.timeout", "PT10S"),
                Map.entry("antin.signatures.allowedHosts", "[]"),
                Map.entry("antin.signatures.answerTimeout", "PT5S"),
                Map.entry("antin.signatures.connectTimeout", "PT2S"),
                Map.entry("antin.signatures.ownTimeStamps", "true"),
                Map.entry("antin.signatures.timeStampServers", "[]"),
                Map.entry("antin.time-stamping.accuracy", "PT1S"),
                Map.entry("antin.time-stamping.atOnce", "2"),
                Map.entry(
                    "antin.time-stamping.clock",
                    "ClockSettings[servers=[], tolerance=PT0.5S, interval=PT30S, timeout=PT2S,"
                        + " maxAge=PT5M]"),
                Map.entry("antin.time-stamping.enabled", "false"),
                Map.entry("antin.time-stamping.key", "EC_P256"),
                Map.entry("antin.time-stamping.ordering", "false"),
                Map.entry("antin.time-stamping.perMinute", "600"),
                Map.entry(
                    "antin.time-stamping.policies",
                    List.of("2.25.128423309411837513487326193146126410519").toString()),
                Map.entry("antin.token.attributes", "{}"),
                Map.entry("antin.token.directory", "null"),
                Map.entry("antin.token.formerMasterKeys", "[]"),
                Map.entry("antin.token.index", "null"),
                Map.entry("antin.token.kind", "SOFTWARE"),
                Map.entry("antin.token.label", "null"),
                Map.entry("antin.token.library", "null"),
                Map.entry("antin.token.makeMasterKey", "false"),
                Map.entry("antin.token.masterKey", "antin-master"),
                Map.entry("antin.token.others", "{}"),
                Map.entry("antin.token.patience", "PT2S"),
                Map.entry("antin.token.pinFile", "pin"),
                Map.entry("antin.token.pinVariable", "null"),
                Map.entry("antin.token.rewrap", "false"),
                Map.entry("antin.token.serial", "null"),
                Map.entry("antin.token.threads", "4"),
                Map.entry("antin.token.unwrappedFor", "PT1M"),
                Map.entry("antin.token.unwrappedKept", "256"),
                Map.entry("antin.validation.maxSize", "33554432B"),
                Map.entry("antin.validation.perMinute", "30"),
                Map.entry("antin.validation.trustAnchors", "null"),
                Map.entry("antin.usb-token-registrations.perMinute", "20"),
                Map.entry("antin.validation.uploadTime", "PT1M"),
                Map.entry("antin.validation.validationTime", "PT20S"),
                Map.entry("antin.validation.validatorMemory", "402653184B"),
                Map.entry("antin.validation.memory", "100663296B")));
  }
}
