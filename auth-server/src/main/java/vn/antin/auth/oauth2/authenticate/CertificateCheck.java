package vn.antin.auth.oauth2.authenticate;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.Base64;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.client.ClientKeys;
import vn.antin.auth.oauth2.jose.ClientKeySets;
import vn.antin.auth.web.ClientAuthorities;

/** Mutual TLS as a client's proof (RFC 8705 §2). TLS itself has proven that it holds the key. */
@Component
final class CertificateCheck {
  private final ClientAuthorities authorities;
  private final ClientKeySets keys;
  private final InstantSource clock;

  CertificateCheck(ClientAuthorities authorities, ClientKeySets keys, InstantSource clock) {
    this.authorities = authorities;
    this.keys = keys;
    this.clock = clock;
  }

  /** PKI (§2.1): an authority of ours has issued it to the subject that is registered. */
  Optional<Refusal> issued(Client client, List<X509Certificate> chain) {
    if (chain.isEmpty()) {
      return Optional.of(Refusal.NO_CERTIFICATE);
    }
    if (!vouchedFor(chain)) {
      return Optional.of(Refusal.UNTRUSTED);
    }
    return CertificateSubject.named(chain.getFirst(), client.metadata())
        ? Optional.empty()
        : Optional.of(Refusal.OTHER_SUBJECT);
  }

  /** Whether a trusted authority has issued this, now in force. */
  boolean vouchedFor(List<X509Certificate> chain) {
    return authorities.vouchFor(chain, clock.instant());
  }

  /** Self-signed (§2.2): it is one of those in the client's JWK set. */
  Optional<Refusal> registered(Client client, List<X509Certificate> chain) {
    if (chain.isEmpty()) {
      return Optional.of(Refusal.NO_CERTIFICATE);
    }
    X509Certificate shown = chain.getFirst();
    try {
      shown.checkValidity(Date.from(clock.instant()));
    } catch (CertificateException outOfTime) {
      return Optional.of(Refusal.UNTRUSTED);
    }
    boolean known =
        holds(keys.of(client), shown)
            || (client.keys() instanceof ClientKeys.At && holds(keys.refreshed(client), shown));
    return known ? Optional.empty() : Optional.of(Refusal.OTHER_CERTIFICATE);
  }

  private static boolean holds(JWKSet set, X509Certificate shown) {
    return set.getKeys().stream().anyMatch(key -> same(key, shown));
  }

  /** A key that brings its certificate means that one; a bare key means any certificate of it. */
  private static boolean same(JWK key, X509Certificate shown) {
    try {
      List<Base64> certificates = key.getX509CertChain();
      if (certificates != null && !certificates.isEmpty()) {
        return Arrays.equals(certificates.getFirst().decode(), shown.getEncoded());
      }
      return key instanceof AsymmetricJWK pair
          && Arrays.equals(pair.toPublicKey().getEncoded(), shown.getPublicKey().getEncoded());
    } catch (JOSEException | CertificateEncodingException unusable) {
      return false;
    }
  }
}
