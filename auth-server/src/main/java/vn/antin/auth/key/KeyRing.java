package vn.antin.auth.key;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** All keys as one reading of the table found them. */
final class KeyRing {
  private final Map<TokenAlgorithm, List<StoredKey>> keys;
  private final Map<String, VerificationKey> byId;
  private final String holder;
  private final Instant readAt;

  /**
   * Keeps what was read.
   *
   * @param keys oldest first
   * @param holder where keys are made now: its keys are preferred to those of another place
   */
  KeyRing(List<StoredKey> keys, String holder, Instant readAt) {
    this.keys = keys.stream().collect(Collectors.groupingBy(StoredKey::algorithm));
    this.byId =
        keys.stream()
            .map(StoredKey::verification)
            .collect(Collectors.toUnmodifiableMap(VerificationKey::id, key -> key));
    this.holder = holder;
    this.readAt = readAt;
  }

  private KeyRing(KeyRing same, Instant readAt) {
    this.keys = same.keys;
    this.byId = same.byId;
    this.holder = same.holder;
    this.readAt = readAt;
  }

  KeyRing readAgain(Instant now) {
    return new KeyRing(this, now);
  }

  Instant readAt() {
    return readAt;
  }

  /** The newest key that can sign and whose time has come. */
  Optional<SigningKey> signing(TokenAlgorithm algorithm, Instant now) {
    return Optional.ofNullable(current(of(algorithm), now)).map(StoredKey::signer);
  }

  /** When the key that signs now took over. */
  Optional<Instant> signsSince(TokenAlgorithm algorithm, Instant now) {
    return Optional.ofNullable(current(of(algorithm), now)).map(StoredKey::signsFrom);
  }

  /**
   * The signing keys, those to come, and those whose last signature is younger than {@code keep}.
   */
  List<VerificationKey> published(Set<TokenAlgorithm> offered, Instant now, Duration keep) {
    List<VerificationKey> published = new ArrayList<>();
    offered.stream()
        .sorted()
        .map(this::of)
        .forEach(keysOfOne -> {
          StoredKey signing = current(keysOfOne, now);
          String signs = signing == null ? "" : signing.verification().id();
          IntStream.range(0, keysOfOne.size())
              .filter(index ->
                  keysOfOne.get(index).verification().id().equals(signs)
                      || replacedAt(keysOfOne, index).isAfter(now.minus(keep)))
              .mapToObj(index -> keysOfOne.get(index).verification())
              .forEach(published::add);
        });
    return published;
  }

  Optional<VerificationKey> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** The keys of each algorithm, oldest first. */
  Collection<List<StoredKey>> all() {
    return keys.values();
  }

  /** When the next key of the algorithm took over, or will; far away for the last one. */
  static Instant replacedAt(List<StoredKey> keys, int index) {
    return index + 1 < keys.size() ? keys.get(index + 1).signsFrom() : Instant.MAX;
  }

  private List<StoredKey> of(TokenAlgorithm algorithm) {
    return keys.getOrDefault(algorithm, List.of());
  }

  private @Nullable StoredKey current(List<StoredKey> keys, Instant now) {
    StoredKey elsewhere = null;
    for (StoredKey key : keys.reversed()) {
      if (key.signer() != null && !key.signsFrom().isAfter(now)) {
        if (key.holder().equals(holder)) {
          return key;
        }
        if (elsewhere == null) {
          elsewhere = key;
        }
      }
    }
    return elsewhere;
  }
}
