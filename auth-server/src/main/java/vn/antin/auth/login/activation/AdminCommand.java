package vn.antin.auth.login.activation;

import java.io.PrintStream;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
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
import org.springframework.context.annotation.Import;
import vn.antin.auth.account.Accounts;
import vn.antin.auth.account.Credentials;
import vn.antin.auth.account.Username;
import vn.antin.auth.web.House;

/**
 * {@code --antin.admin.create=NAME}: makes the first administrator, prints the activation link on
 * standard output and ends, without opening a port.
 */
public final class AdminCommand {
  private static final String OPTION = "--antin.admin.create=";

  private AdminCommand() {}

  /** The user name, when the arguments ask for this command. */
  public static Optional<String> asked(String[] arguments) {
    return Arrays.stream(arguments)
        .filter(argument -> argument.startsWith(OPTION))
        .map(argument -> argument.substring(OPTION.length()))
        .findFirst();
  }

  /** Does it; 0 when a link was printed to {@code out}, 1 when {@code err} says why not. */
  public static int run(String username, String[] arguments, PrintStream out, PrintStream err) {
    try (ConfigurableApplicationContext context =
        new SpringApplicationBuilder(Setup.class)
            .web(WebApplicationType.NONE)
            .run(withQuietLog(arguments))) {
      return switch (context.getBean(FirstAdministrator.class).create(new Username(username))) {
        case FirstAdministrator.Result.Created(String link) -> {
          out.println(link);
          yield 0;
        }
        case FirstAdministrator.Result.Refused(String why) -> {
          err.println("No administrator was created: " + why + ".");
          yield 1;
        }
      };
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
    JdbcClientAutoConfiguration.class,
    JdbcTemplateAutoConfiguration.class,
    TransactionAutoConfiguration.class
  })
  @EnableConfigurationProperties(House.class)
  @ComponentScan(
      basePackages = "vn.antin.auth.audit",
      useDefaultFilters = false,
      includeFilters = @Filter(type = FilterType.REGEX, pattern = ".*\\.AuditConfiguration"))
  @Import({Accounts.class, Credentials.class, Activations.class, FirstAdministrator.class})
  static final class Setup {
    @Bean
    InstantSource clock() {
      return InstantSource.system();
    }
  }
}
