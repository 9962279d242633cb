package vn.antin.auth.oauth2.jose;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import vn.antin.auth.key.SigningKey;
import vn.antin.auth.key.SigningKeys;
import vn.antin.auth.key.TokenAlgorithm;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.client.ClientMetadata.Protection;

/**
 * Signs, and encrypts where a client has registered for it. Claims are what JSON has; an {@link
 * Instant} is written as seconds, an audience of one as a text. Thread-safe.
 */
@Component
public final class Jose {
  /** What FAPI 2.0 Security Profile §5.4.1 leaves. */
  private static final Set<TokenAlgorithm> FAPI =
      Set.of(TokenAlgorithm.ES256, TokenAlgorithm.PS256, TokenAlgorithm.EDDSA);

  private static final int MOST_HEADERS = 200;

  private final SigningKeys keys;
  private final ClientEncryption encryption;
  private final JsonMapper json;
  private final Map<Header, String> headers = new ConcurrentHashMap<>();

  private record Header(String type, String keyId) {}

  Jose(SigningKeys keys, ClientEncryption encryption, JsonMapper json) {
    this.keys = keys;
    this.encryption = encryption;
    this.json = json;
  }

  /**
   * Signs as the client has registered for this kind of answer (ES256 when it has not), then
   * encrypts to the client if it has registered that.
   *
   * @param type the header's {@code typ}
   * @param metadataPrefix {@code id_token}, {@code userinfo}, {@code authorization} or {@code
   *     introspection}
   * @throws JoseException when the client's algorithm or encryption key cannot be used
   */
  public String sign(
      String type, Map<String, Object> claims, Client client, String metadataPrefix) {
    Protection protection = client.metadata().protection(metadataPrefix);
    String signed = sign(type, claims, algorithm(client, protection));
    return protection.keyManagement() == null
        ? signed
        : encryption.encrypt(signed, true, protection, client);
  }

  /**
   * Encrypts claims to the client without signing them: what OpenID Connect Core §5.3.2 has for
   * userinfo when encryption alone is registered.
   */
  public String encrypt(Map<String, Object> claims, Client client, String metadataPrefix) {
    return encryption.encrypt(
        new String(payload(claims), StandardCharsets.UTF_8),
        false,
        client.metadata().protection(metadataPrefix),
        client);
  }

  /** Signs with ES256: access tokens, and what is not for a client. */
  public String signOwn(String type, Map<String, Object> claims) {
    return sign(type, claims, TokenAlgorithm.ES256);
  }

  /** Left half of a token's hash, as {@code at_hash} and the like in the client's ID tokens. */
  public String leftHalfOfHash(String token, Client client) {
    try {
      byte[] hash =
          MessageDigest.getInstance(
                  algorithm(client, client.metadata().protection("id_token")).hash())
              .digest(token.getBytes(StandardCharsets.US_ASCII));
      return base64(Arrays.copyOf(hash, hash.length / 2));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-2", e);
    }
  }

  private TokenAlgorithm algorithm(Client client, Protection protection) {
    @Nullable String registered = protection.signing();
    if (registered == null) {
      return TokenAlgorithm.ES256;
    }
    return TokenAlgorithm.named(registered)
        .filter(keys.algorithms()::contains)
        .filter(algorithm -> !client.profile().fapi() || FAPI.contains(algorithm))
        .orElseThrow(() ->
            new JoseException(
                "client %s: expected an algorithm that this server offers it, found %s"
                    .formatted(client.id(), registered)));
  }

  private String sign(String type, Map<String, Object> claims, TokenAlgorithm algorithm) {
    SigningKey key = keys.signing(algorithm);
    String input = header(type, key) + "." + base64(payload(claims));
    return input + "." + base64(key.sign(input.getBytes(StandardCharsets.US_ASCII)));
  }

  /** Few types and few keys: each header is made once. */
  private String header(String type, SigningKey key) {
    if (headers.size() > MOST_HEADERS) {
      headers.clear();
    }
    return headers.computeIfAbsent(
        new Header(type, key.id()),
        header -> {
          Map<String, String> members = new LinkedHashMap<>();
          members.put("typ", header.type());
          members.put("alg", key.algorithm().jose());
          members.put("kid", header.keyId());
          return base64(json.writeValueAsBytes(members));
        });
  }

  private byte[] payload(Map<String, Object> claims) {
    Map<String, Object> written = new LinkedHashMap<>();
    claims.forEach((name, value) -> written.put(name, plain(name, value)));
    return json.writeValueAsBytes(written);
  }

  private static Object plain(String name, Object value) {
    return switch (value) {
      case Instant time -> time.getEpochSecond();
      case Collection<?> one when name.equals("aud") && one.size() == 1 -> one.iterator().next();
      default -> value;
    };
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
