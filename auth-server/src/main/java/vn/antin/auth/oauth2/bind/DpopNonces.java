package vn.antin.auth.oauth2.bind;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.antin.rootkey.RootKey;
import vn.antin.rootkey.RootKeyException;

/**
 * Nonces for DPoP proofs (RFC 9449 §8). A nonce is the time at which it was made, sealed by the
 * root key: no node keeps any, all read those of the others. A node seals a new one only a few
 * times in a nonce's lifetime, however many clients ask. Thread-safe.
 */
@Component
final class DpopNonces {
  private static final String CONTEXT = "dpop-nonce";
  private static final int PARTS = 4;
  private static final int LONGEST = 128;

  private final RootKey rootKey;
  private final DpopProperties properties;
  private final InstantSource clock;
  private final AtomicReference<@Nullable Given> given = new AtomicReference<>();

  DpopNonces(RootKey rootKey, DpopProperties properties, InstantSource clock) {
    this.rootKey = rootKey;
    this.properties = properties;
    this.clock = clock;
  }

  /** Whether proofs need a nonce here. */
  boolean wanted() {
    return properties.nonces();
  }

  /** The nonce to use next. */
  String current() {
    Instant now = clock.instant();
    Given last = given.get();
    if (last == null
        || now.isBefore(last.at())
        || !now.isBefore(last.at().plus(properties.nonceLifetime().dividedBy(PARTS)))) {
      last = new Given(seal(now), now);
      given.set(last);
    }
    return last.nonce();
  }

  /** Whether the nonce is one of ours and still good. */
  boolean accepts(@Nullable String nonce) {
    if (nonce == null || nonce.length() > LONGEST) {
      return false;
    }
    try {
      byte[] opened = rootKey.unwrap(Base64.getUrlDecoder().decode(nonce), CONTEXT);
      Instant made = Instant.ofEpochMilli(ByteBuffer.wrap(opened).getLong());
      Instant now = clock.instant();
      return !made.isAfter(now.plus(properties.skew()))
          && now.isBefore(made.plus(properties.nonceLifetime()));
    } catch (IllegalArgumentException | RootKeyException e) {
      return false;
    }
  }

  private String seal(Instant now) {
    byte[] time = ByteBuffer.allocate(Long.BYTES).putLong(now.toEpochMilli()).array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(rootKey.wrap(time, CONTEXT));
  }

  private record Given(String nonce, Instant at) {}
}
