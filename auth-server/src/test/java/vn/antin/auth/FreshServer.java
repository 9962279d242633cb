package vn.antin.auth;

import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Gives each context a free port, which its issuer names, and a database of its own; a {@link
 * SecondNode} as well where {@code antin.test.nodes} is 2.
 */
final class FreshServer implements ApplicationContextInitializer<ConfigurableApplicationContext> {
  @Override
  public void initialize(ConfigurableApplicationContext context) {
    TestDatabase database = TestDatabase.create();
    int port = FreePort.find();
    boolean nodes = context.getEnvironment().getProperty("antin.test.nodes", Integer.class, 1) == 2;
    TestPropertyValues.of(
            "server.port=" + (nodes ? FreePort.find() : port),
            "antin.root-key=" + TestRootKey.file(),
            "antin.issuer=http://localhost:" + port,
            "antin.mail.folder=" + TestMails.folder(),
            "antin.signing-service-url=http://localhost:" + FreePort.find(),
            "antin.admin-ui-url=http://localhost:9200")
        .applyTo(context);
    TestPropertyValues.of(database.properties()).applyTo(context);
    if (nodes) {
      TestPropertyValues.of(
              "server.tomcat.max-keep-alive-requests=1",
              "spring.datasource.hikari.maximum-pool-size=5")
          .applyTo(context);
      context.addApplicationListener(new SecondNode(context, port));
    }
  }
}
