package vn.antin.signing.key;

import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The token that holds the private keys.
 *
 * @param kind {@code pkcs11}, or {@code software} for development
 * @param library the PKCS#11 library (kind pkcs11)
 * @param label the token's label (kind pkcs11)
 * @param pinFile file whose first line is the PIN or password, readable by its owner only
 * @param directory folder of the key files (kind software)
 * @param threads calls that the token serves at once
 * @param patience how long a caller waits for the token
 */
@Validated
@ConfigurationProperties("antin.token")
record TokenProperties(
    @NotNull Kind kind,
    @Nullable Path library,
    @Nullable String label,
    @NotNull Path pinFile,
    @Nullable Path directory,
    @DefaultValue("4") int threads,
    @DefaultValue("2s") Duration patience) {

  enum Kind {
    PKCS11,
    SOFTWARE
  }
}
