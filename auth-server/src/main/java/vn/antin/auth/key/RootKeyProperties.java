package vn.antin.auth.key;

import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Where the installation's root key lies.
 *
 * @param rootKey file with 32 random bytes in base64, readable by this process's user alone
 */
@ConfigurationProperties("antin")
@Validated
record RootKeyProperties(@NotNull Path rootKey) {}
