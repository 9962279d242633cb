package vn.antin.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class StartTest {
  @Test
  void startWithoutAddressesNamesEachMissingOne(CapturedOutput output) {
    assertThatThrownBy(() -> SpringApplication.run(AdminApplication.class, "--server.port=0"))
        .isNotNull();
    assertThat(output.getAll())
        .contains("Description:", "Action:")
        .contains("Property: antin.publicUrl", "such as http://localhost:9200")
        .contains("Property: antin.clientSecretFile", "Property: antin.rootKey")
        .doesNotContain("\tat org.springframework");
  }

  @Test
  void startWithARootKeyThatOthersMayReadIsRefused(@TempDir Path folder, CapturedOutput output)
      throws Exception {
    var key = folder.resolve("root.key");
    Files.writeString(key, "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
    key.toFile().setReadable(true, false);
    assertThatThrownBy(() ->
            SpringApplication.run(
                AdminApplication.class,
                "--server.port=0",
                "--antin.public-url=http://localhost:9200",
                "--antin.auth-server-issuer=http://localhost:9000",
                "--antin.signing-service-url=http://localhost:9100",
                "--antin.client-secret-file=" + folder.resolve("secret"),
                "--antin.root-key=" + key,
                "--spring.flyway.enabled=false",
                "--spring.datasource.url=jdbc:postgresql://localhost:1/none"))
        .isNotNull();
    assertThat(output.getAll()).contains("root key cannot be used", "mode 0600");
  }
}
