package vn.antin.auth.oauth2.client;

import com.nimbusds.jose.jwk.JWKSet;
import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where a client's public keys are: for its assertions, its request objects, encryption to it. */
public sealed interface ClientKeys {
  /** It has none. */
  record None() implements ClientKeys {}

  /** Registered with us ({@code jwks}); public parts alone. */
  record Inline(JWKSet set) implements ClientKeys {
    public Inline {
      set = set.toPublicJWKSet();
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Inline that && set.toJSONObject().equals(that.set.toJSONObject());
    }

    @Override
    public int hashCode() {
      return Objects.hash(set.toJSONObject());
    }
  }

  /** Published by the client ({@code jwks_uri}). */
  record At(URI uri) implements ClientKeys {}
}
