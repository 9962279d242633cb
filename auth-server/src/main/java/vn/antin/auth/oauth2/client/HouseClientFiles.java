package vn.antin.auth.oauth2.client;

import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;

/** Reads what the configuration names. */
final class HouseClientFiles {
  private static final int SHORTEST_SECRET = 32;

  private HouseClientFiles() {}

  static ClientSecret secret(Path file) {
    String secret = read("antin.house-clients.admin-ui-secret-file", file).strip();
    if (secret.length() < SHORTEST_SECRET) {
      throw new HouseClientException(
          "The client secret in %s has %d characters; expected %d or more."
              .formatted(file, secret.length(), SHORTEST_SECRET),
          "Put 32 random bytes in base64 into it, and the same into admin-ui's"
              + " antin.client-secret-file.");
    }
    return ClientSecret.hashed(secret);
  }

  static JWKSet keys(Path file) {
    String property = "antin.house-clients.signing-service-jwks-file";
    try {
      JWKSet keys = JWKSet.parse(read(property, file)).toPublicJWKSet();
      if (!keys.isEmpty()) {
        return keys;
      }
    } catch (ParseException e) {
      // Told below: what is wrong with it is of no use to who has to replace it.
    }
    throw new HouseClientException(
        "%s, named by %s, is not a JWK set with a public key.".formatted(file, property),
        "Write the public part of signing-service's antin.client-key-file there as"
            + " {\"keys\":[…]}.");
  }

  private static String read(String property, Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new HouseClientException(
          "%s, named by %s, cannot be read: %s".formatted(file, property, e.getMessage()),
          "Check the path, and that this process may read the file.");
    }
  }
}
