package vn.antin.signing.key;

import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * @param rootKey file with the installation's root key
 */
@Validated
@ConfigurationProperties("antin")
record RootKeyProperties(@NotNull Path rootKey) {}
