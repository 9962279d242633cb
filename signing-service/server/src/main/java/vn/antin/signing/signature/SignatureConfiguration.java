package vn.antin.signing.signature;

import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.signing.document.Documents;
import vn.antin.signing.engine.ades.AdesSigner;
import vn.antin.signing.engine.online.Online;
import vn.antin.signing.engine.online.OnlineLimits;
import vn.antin.signing.engine.pades.PadesSigner;
import vn.antin.signing.engine.revocation.MemoryRevocationStore;
import vn.antin.signing.engine.revocation.RevocationClient;
import vn.antin.signing.engine.revocation.RevocationLimits;
import vn.antin.signing.engine.timestamp.TimeStampClient;
import vn.antin.signing.engine.timestamp.TimeStampServer;
import vn.antin.signing.engine.timestamp.TimeStampSource;
import vn.antin.signing.image.SignatureImages;
import vn.antin.signing.key.Keys;
import vn.antin.signing.timestamp.OwnTimeStamps;
import vn.antin.signing.web.WebProperties;

@Configuration(proxyBeanMethods = false)
class SignatureConfiguration {
  private static final int KEPT_ANSWERS = 1000;

  @Bean
  ParameterSets parameterSets(JdbcClient sql) {
    return new ParameterSets(sql);
  }

  @Bean
  Shortfalls shortfalls(JdbcClient sql, InstantSource time) {
    return new Shortfalls(sql, time);
  }

  @Bean(destroyMethod = "close")
  Online signatureServices(SignatureProperties properties, WebProperties web) {
    var allowed = new HashSet<>(properties.allowedHosts());
    allowed.add(URI.create(web.publicUrl()).getHost());
    properties.timeStampServers().forEach(server -> allowed.add(server.getHost()));
    return new Online(
        new OnlineLimits(properties.connectTimeout(), properties.answerTimeout(), allowed));
  }

  @Bean
  Levels signatureLevels(
      SignatureProperties properties,
      Online signatureServices,
      ObjectProvider<OwnTimeStamps> own,
      InstantSource time) {
    var sources = new ArrayList<TimeStampSource>();
    if (properties.ownTimeStamps()) {
      own.ifAvailable(sources::add);
    }
    if (!properties.timeStampServers().isEmpty()) {
      var servers = properties.timeStampServers().stream().map(TimeStampServer::of).toList();
      sources.add(new TimeStampClient(servers, signatureServices, time));
    }
    return new Levels(
        sources.isEmpty() ? null : new TimeStamps(sources, time),
        new RevocationClient(
            signatureServices,
            new MemoryRevocationStore(KEPT_ANSWERS),
            time,
            RevocationLimits.defaults()),
        time);
  }

  @Bean
  ParametersReading parametersReading(SignatureImages images, Levels levels) {
    return new ParametersReading(images, levels);
  }

  @Bean
  ValueSigner valueSigner(Keys keys) {
    return new ValueSigner(keys);
  }

  @Bean
  FileSigner fileSigner(Levels levels, InstantSource time) {
    return new FileSigner(
        new PadesSigner(time, levels.longTerm()), new AdesSigner(time, levels.longTerm()), levels);
  }

  @Bean
  DocumentSigner documentSigner(
      Documents documents,
      Keys keys,
      SignatureImages images,
      Levels levels,
      List<SigningCondition> conditions,
      InstantSource time) {
    return new DocumentSigner(
        documents,
        keys,
        new PadesSigner(time, levels.longTerm()),
        new LookDrawing(images),
        levels,
        conditions,
        time);
  }
}
