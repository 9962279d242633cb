package vn.antin.auth.key;

import com.nimbusds.jose.jwk.ECKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** All keys as one reading of the table found them, oldest first. */
record KeyRing(List<StoredKey> keys, Instant readAt) {
  KeyRing {
    keys = List.copyOf(keys);
  }

  /** The newest key whose time has come. */
  ECKey signing(Instant now) {
    return keys.get(signingIndex(now)).key();
  }

  /**
   * The signing key, those to come, and those whose last signature is younger than {@code keep}.
   */
  List<ECKey> published(Instant now, Duration keep) {
    int signing = signingIndex(now);
    return IntStream.range(0, keys.size())
        .filter(
            index -> index >= signing || keys.get(index + 1).signsFrom().plus(keep).isAfter(now))
        .mapToObj(index -> keys.get(index).key().toPublicJWK())
        .toList();
  }

  private int signingIndex(Instant now) {
    for (int index = keys.size() - 1; index >= 0; index--) {
      if (!keys.get(index).signsFrom().isAfter(now)) {
        return index;
      }
    }
    throw new IllegalStateException(
        "expected a signing key in force, found none of " + keys.size());
  }
}
