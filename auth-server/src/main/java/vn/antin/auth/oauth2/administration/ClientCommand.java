package vn.antin.auth.oauth2.administration;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;

/**
 * {@code --antin.client=COMMAND WORDS…}: administers applications and ends, without opening a port;
 * beside a server that runs or on its database alone.
 */
public final class ClientCommand {
  private static final String OPTION = "--antin.client=";

  private ClientCommand() {}

  /** The command, when the arguments ask for one. */
  public static Optional<String> asked(String[] arguments) {
    return Arrays.stream(arguments)
        .filter(argument -> argument.startsWith(OPTION))
        .map(argument -> argument.substring(OPTION.length()))
        .findFirst();
  }

  /** Does it; 0 when it was done, 1 when it was refused, 2 when it was not understood. */
  public static int run(String command, String[] arguments, PrintStream out, PrintStream err) {
    List<String> words =
        Arrays.stream(arguments).filter(argument -> !argument.startsWith("--")).toList();
    try (ConfigurableApplicationContext context =
        new SpringApplicationBuilder(Setup.class)
            .web(WebApplicationType.NONE)
            .run(withQuietLog(arguments))) {
      return context.getBean(ClientCommandLine.class).run(command, words, out, err);
    }
  }

  private static String[] withQuietLog(String[] arguments) {
    String[] all = Arrays.copyOf(arguments, arguments.length + 2);
    all[arguments.length] = "--logging.level.root=warn";
    all[arguments.length + 1] = "--spring.main.banner-mode=off";
    return all;
  }

  /** What the command needs of the server. */
  @ImportAutoConfiguration({
    DataSourceAutoConfiguration.class,
    DataSourceTransactionManagerAutoConfiguration.class,
    FlywayAutoConfiguration.class,
    JacksonAutoConfiguration.class,
    JdbcClientAutoConfiguration.class,
    JdbcTemplateAutoConfiguration.class,
    TransactionAutoConfiguration.class
  })
  @ConfigurationPropertiesScan({
    "vn.antin.auth.key",
    "vn.antin.auth.oauth2.registration",
    "vn.antin.auth.outbound",
    "vn.antin.auth.web"
  })
  @ComponentScan("vn.antin.auth.key")
  @ComponentScan(
      basePackages = "vn.antin.auth",
      useDefaultFilters = false,
      includeFilters =
          @Filter(
              type = FilterType.REGEX,
              pattern = {
                ".*\\.audit\\.AuditConfiguration",
                ".*\\.oauth2\\.jose\\.JoseMetadata",
                ".*\\.outbound\\.Outbound",
                ".*\\.oauth2\\.client\\.(ClientTable|ClientSecretTable|Clients)",
                ".*\\.oauth2\\.authenticate\\.ClientErrors",
                ".*\\.oauth2\\.token\\.TokenStore",
                ".*\\.oauth2\\.registration\\.(ClientRules|SectorRules|OutboundSectorDocuments|"
                    + "InitialTokens)",
                ".*\\.oauth2\\.administration\\.(ClientAdministration|AdministrationTable|"
                    + "ClientViews|ClientCommandLine)"
              }))
  static final class Setup {
    @Bean
    InstantSource clock() {
      return InstantSource.system();
    }

    @Bean
    MeterRegistry meters() {
      return new SimpleMeterRegistry();
    }
  }
}
