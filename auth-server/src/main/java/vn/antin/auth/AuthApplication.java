package vn.antin.auth;

import java.time.InstantSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.EnableScheduling;
import vn.antin.auth.login.activation.AdminCommand;
import vn.antin.auth.login.password.PasswordImport;
import vn.antin.auth.oauth2.administration.ClientCommand;

/** Starts the auth-server. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
@EnableScheduling
public class AuthApplication {
  static void main(String[] args) {
    ClientCommand.asked(args)
        .ifPresent(
            command -> System.exit(ClientCommand.run(command, args, System.out, System.err)));
    PasswordImport.asked(args).ifPresent(file -> System.exit(PasswordImport.run(file, args)));
    AdminCommand.asked(args)
        .ifPresentOrElse(
            username -> System.exit(AdminCommand.run(username, args, System.out, System.err)),
            () -> SpringApplication.run(AuthApplication.class, args));
  }

  /** The one source of time; tests replace it to move the clock. */
  @Bean
  InstantSource clock() {
    return InstantSource.system();
  }
}
