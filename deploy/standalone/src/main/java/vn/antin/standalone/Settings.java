package vn.antin.standalone;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of each application in one standalone house.
 *
 * @param ports where everything listens
 * @param rootKey file with the installation's root key
 * @param clientKey the signing service's key as a client
 * @param adminSecret file with admin-ui's client secret
 * @param token what holds the signing keys
 * @param officials size of the sample province, 0 for none
 * @param tls who vouches for the servers; null without TLS
 */
record Settings(
    Ports ports,
    Path rootKey,
    ClientKey clientKey,
    Path adminSecret,
    SigningToken token,
    int officials,
    @Nullable LocalAuthority tls) {
  /** Without TLS. */
  Settings(
      Ports ports,
      Path rootKey,
      ClientKey clientKey,
      Path adminSecret,
      SigningToken token,
      int officials) {
    this(ports, rootKey, clientKey, adminSecret, token, officials, null);
  }

  Map<String, String> of(App app, Database database, Path roots) {
    Map<String, String> settings = new LinkedHashMap<>();
    int port = app.port(ports);
    settings.put("server.address", "127.0.0.1");
    settings.put("server.port", Integer.toString(port));
    settings.put("management.server.address", "127.0.0.1");
    settings.put("management.server.port", Integer.toString(ports.management(app)));
    settings.put("management.endpoint.health.probes.enabled", "true");
    settings.put("management.endpoints.web.exposure.include", "health,info,prometheus");
    settings.put("spring.main.banner-mode", "off");
    settings.put("spring.lifecycle.timeout-per-shutdown-phase", "5s");
    settings.put("spring.datasource.url", database.url());
    settings.put("spring.datasource.username", database.app());
    settings.put("spring.datasource.password", database.appPassword());
    settings.put("spring.flyway.url", database.url());
    settings.put("spring.flyway.user", database.owner());
    settings.put("spring.flyway.password", database.ownerPassword());
    settings.put("spring.flyway.placeholders.app_role", database.app());
    settings.put("antin.root-key", rootKey.toString());
    if (app != App.ADMIN) {
      settings.put("antin.audit.roots-file", roots.toString());
    }
    if (tls != null) {
      settings.putAll(tls.serverSettings());
    }
    switch (app) {
      case AUTH -> auth(settings);
      case SIGNING -> signing(settings);
      case ADMIN -> admin(settings);
    }
    return settings;
  }

  /** With which every Java program of the house starts. */
  List<String> jvmOptions() {
    return tls == null ? List.of() : tls.jvmOptions();
  }

  String authUrl() {
    return url(ports.auth());
  }

  String signingUrl() {
    return url(ports.signing());
  }

  String adminUrl() {
    return url(ports.admin());
  }

  private String url(int port) {
    return (ports.tls() ? "https" : "http") + "://localhost:" + port;
  }

  private void auth(Map<String, String> settings) {
    if (tls != null) {
      settings.put("antin.mtls.port", Integer.toString(ports.mutual()));
      settings.put("antin.mtls.trust", tls.certificate().toString());
      settings.put("antin.outbound.trust", tls.certificate().toString());
    }
    settings.put("antin.issuer", authUrl());
    settings.put("antin.signing-service-url", signingUrl());
    settings.put("antin.admin-ui-url", adminUrl());
    settings.put("antin.house-clients.admin-ui-secret-file", adminSecret.toString());
    settings.put("antin.house-clients.signing-service-jwks-file", clientKey.publicSet().toString());
    settings.put("antin.sample.officials", Integer.toString(officials));
    // Whoever tries the house out registers clients as they like; all of them are on this machine.
    settings.put("antin.registration.mode", "open");
    settings.put("antin.registration.per-address", "10000");
    settings.put("antin.registration.unused", "10000");
    // Systems under test on this machine have their keys and logout endpoints here as well.
    settings.put("antin.outbound.allowed-networks", "127.0.0.0/8,::1/128");
    // A weak PC that starts everything at once may keep a password check waiting.
    settings.put("antin.hashing.patience", "20s");
    // There is no mail server here: mails lie in the data folder and on the page /mail.
    settings.put("antin.mail.folder", rootKey.resolveSibling("mail").toString());
    settings.put("antin.gateway.enabled", "true");
    settings.put("antin.gateway.address", "127.0.0.1");
    settings.put("antin.gateway.port", Integer.toString(ports.gateway()));
  }

  private void signing(Map<String, String> settings) {
    settings.put("antin.auth-server-issuer", authUrl());
    settings.put("antin.public-url", signingUrl());
    settings.put("antin.client-key-file", clientKey.privateKey().toString());
    settings.put("antin.dossiers.check-url", adminUrl() + "/kt/");
    settings.put("antin.development-authority.enabled", Boolean.toString(officials > 0));
    settings.put("antin.time-stamping.enabled", Boolean.toString(officials > 0));
    // All who ask are on this machine, under one address.
    settings.put("antin.time-stamping.per-minute", "1000000");
    settings.put("antin.authority.ocsp.at-once-per-second", "1000000");
    // Servers enrol for certificates from this machine, for names that are nobody's (RFC 2606).
    settings.put("antin.est.enabled", Boolean.toString(officials > 0));
    settings.put("antin.est.plain-http", "true");
    settings.put("antin.est.domains", "test,example");
    // On one machine a look at the change feed costs nothing, and nobody waits for a new sample.
    settings.put("antin.people.interval", "1s");
    settings.putAll(token.settings());
  }

  private void admin(Map<String, String> settings) {
    settings.put("antin.public-url", adminUrl());
    settings.put("antin.auth-server-issuer", authUrl());
    settings.put("antin.signing-service-url", signingUrl());
    settings.put("antin.client-secret-file", adminSecret.toString());
  }
}
