package vn.antin.auth.login.password;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
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

/**
 * {@code --antin.passwords.import=FILE}: takes password hashes of another system over, says how
 * many, and ends, without opening a port. There is no way to do this by page or REST: whoever may
 * set a hash may set a password.
 */
public final class PasswordImport {
  private static final String OPTION = "--antin.passwords.import=";

  private PasswordImport() {}

  /** The file, when the arguments ask for this command. */
  public static Optional<Path> asked(String[] arguments) {
    return Arrays.stream(arguments)
        .filter(argument -> argument.startsWith(OPTION))
        .map(argument -> Path.of(argument.substring(OPTION.length())))
        .findFirst();
  }

  /** Does it; 0 when each line was taken or kept, 1 when not. */
  public static int run(Path file, String[] arguments) {
    List<String> lines;
    try {
      lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      System.err.println("No passwords were imported: " + file + " cannot be read as UTF-8.");
      return 1;
    }
    try (ConfigurableApplicationContext context =
        new SpringApplicationBuilder(Setup.class)
            .web(WebApplicationType.NONE)
            .run(withQuietLog(arguments))) {
      ImportedPasswords.Summary summary = context.getBean(ImportedPasswords.class).take(lines);
      System.out.printf(
          "%d taken, %d had a password, %d without an account here, %d not readable%n",
          summary.taken(), summary.kept(), summary.unknown(), summary.unreadable());
      return summary.unknown() + summary.unreadable() == 0 ? 0 : 1;
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
  @ComponentScan(
      basePackages = "vn.antin.auth.audit",
      useDefaultFilters = false,
      includeFilters = @Filter(type = FilterType.REGEX, pattern = ".*\\.AuditConfiguration"))
  @Import({Accounts.class, Credentials.class, ImportedPasswords.class})
  static final class Setup {
    @Bean
    InstantSource clock() {
      return InstantSource.system();
    }
  }
}
