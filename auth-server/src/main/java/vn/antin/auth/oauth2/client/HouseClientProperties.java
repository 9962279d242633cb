package vn.antin.auth.oauth2.client;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How our own services prove who they are; one that is not configured cannot log in.
 *
 * @param adminUiSecretFile file with the client secret of admin-ui, at least 32 characters
 * @param signingServiceJwksFile file with the public JWK set of signing-service
 */
@ConfigurationProperties("antin.house-clients")
record HouseClientProperties(
    @Nullable Path adminUiSecretFile, @Nullable Path signingServiceJwksFile) {}
