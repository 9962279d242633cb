package vn.antin.signing.authserver;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where auth-server is and how this service proves itself there.
 *
 * @param authServerIssuer the issuer, exactly as it stands in tokens, without a trailing slash
 * @param clientKeyFile file with this service's private EC P-256 key as a JWK
 * @param authServerConnectTimeout how long a connection may take
 * @param authServerReadTimeout how long an answer may take
 */
@Validated
@ConfigurationProperties("antin")
record AuthServerProperties(
    @NotBlank String authServerIssuer,
    @NotNull Path clientKeyFile,
    @DefaultValue("2s") Duration authServerConnectTimeout,
    @DefaultValue("4s") Duration authServerReadTimeout) {}
