package vn.antin.auth.oauth2.jose;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEEncrypter;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.crypto.RSAEncrypter;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.client.ClientMetadata.Protection;

/**
 * Encrypts to a client's public key (RFC 7516, RFC 7518 §4 and §5). RSA1_5 is not offered (padding
 * oracles), nor are symmetric algorithms: they would need secrets that we could read.
 */
@Component
final class ClientEncryption {
  static final List<JWEAlgorithm> KEY_MANAGEMENT =
      List.of(
          JWEAlgorithm.RSA_OAEP_256,
          // Wanted by older clients; its SHA-1 is a mask, where collisions do no harm.
          JWEAlgorithm.parse("RSA-OAEP"),
          JWEAlgorithm.ECDH_ES,
          JWEAlgorithm.ECDH_ES_A128KW,
          JWEAlgorithm.ECDH_ES_A256KW);

  static final List<EncryptionMethod> CONTENT =
      List.of(
          EncryptionMethod.A128CBC_HS256,
          EncryptionMethod.A256CBC_HS512,
          EncryptionMethod.A128GCM,
          EncryptionMethod.A256GCM);

  private static final int LEAST_RSA_BITS = 2048;

  private final ClientKeySets keySets;

  ClientEncryption(ClientKeySets keySets) {
    this.keySets = keySets;
  }

  /**
   * Encrypts a text.
   *
   * @param nested whether the text is itself a JWT (RFC 7519 §5.2)
   */
  String encrypt(String text, boolean nested, Protection protection, Client client) {
    JWEAlgorithm algorithm =
        one(KEY_MANAGEMENT, JWEAlgorithm.parse(protection.keyManagement()), client);
    EncryptionMethod method =
        protection.content() == null
            ? EncryptionMethod.A128CBC_HS256
            : one(CONTENT, EncryptionMethod.parse(protection.content()), client);
    JWK key =
        key(keySets.of(client), algorithm)
            .or(() -> key(keySets.refreshed(client), algorithm))
            .orElseThrow(() ->
                new JoseException(
                    "client %s: expected a public key for %s among its keys, found none"
                        .formatted(client.id(), algorithm)));
    JWEHeader.Builder header = new JWEHeader.Builder(algorithm, method).keyID(key.getKeyID());
    if (nested) {
      header.contentType("JWT");
    }
    JWEObject object = new JWEObject(header.build(), new Payload(text));
    try {
      object.encrypt(encrypter(key));
      return object.serialize();
    } catch (JOSEException e) {
      throw new JoseException("client %s: its key cannot be used".formatted(client.id()), e);
    }
  }

  private static <T> T one(List<T> offered, T registered, Client client) {
    if (!offered.contains(registered)) {
      throw new JoseException(
          "client %s: expected one of %s, found %s".formatted(client.id(), offered, registered));
    }
    return registered;
  }

  private static Optional<JWK> key(JWKSet keys, JWEAlgorithm algorithm) {
    JWKMatcher.Builder fitting =
        new JWKMatcher.Builder().keyUses(KeyUse.ENCRYPTION, null).algorithms(algorithm, null);
    JWKMatcher matcher =
        JWEAlgorithm.Family.RSA.contains(algorithm)
            ? fitting.keyType(KeyType.RSA).minKeySize(LEAST_RSA_BITS).build()
            : fitting.keyType(KeyType.EC).build();
    return new JWKSelector(matcher).select(keys).stream().findFirst();
  }

  private static JWEEncrypter encrypter(JWK key) throws JOSEException {
    return key instanceof RSAKey rsa ? new RSAEncrypter(rsa) : new ECDHEncrypter((ECKey) key);
  }
}
