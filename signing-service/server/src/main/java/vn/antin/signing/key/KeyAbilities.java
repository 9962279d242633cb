package vn.antin.signing.key;

import java.security.PublicKey;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import vn.antin.signing.key.KeyRepository.Place;
import vn.antin.signing.token.KeyLabel;
import vn.antin.signing.token.SigningAlgorithm;
import vn.antin.signing.token.TokenCapabilities;

/**
 * What credentials' keys can do in the tokens that can use them now. A token was asked when it was
 * opened and is not asked again: many keys cost one look into the database. Thread-safe.
 */
public final class KeyAbilities {
  private final Tokens tokens;
  private final KeyRepository repository;

  KeyAbilities(Tokens tokens, KeyRepository repository) {
    this.tokens = tokens;
    this.repository = repository;
  }

  /**
   * What each of these keys can do. A key that no reachable token can use is unknown, and so is one
   * that was not made here.
   *
   * @param certified the public keys in the certificates
   */
  public Map<KeyLabel, KeyAbility> of(Map<KeyLabel, PublicKey> certified) {
    var places = repository.places(certified.keySet());
    var abilities = new HashMap<KeyLabel, KeyAbility>();
    certified.forEach((label, key) -> {
      var place = places.get(label);
      abilities.put(
          label,
          place == null
              ? KeyAbility.unknown(key)
              : ability(
                  key,
                  switch (place) {
                    case Place.Wrapped(var mechanism, var master) ->
                        can -> can.wrapping() == mechanism && can.masters().contains(master);
                    case Place.Resident(var serial) -> can -> can.serialNumber().equals(serial);
                  }));
    });
    return abilities;
  }

  /** What one key can do. */
  public KeyAbility of(KeyLabel label, PublicKey certified) {
    return Objects.requireNonNull(of(Map.of(label, certified)).get(label));
  }

  private KeyAbility ability(PublicKey certified, Predicate<TokenCapabilities> uses) {
    var holders =
        tokens.all().stream()
            .flatMap(each -> each.ready().stream())
            .map(token -> token.capabilities())
            .filter(uses)
            .toList();
    if (holders.isEmpty()) {
      return KeyAbility.unknown(certified);
    }
    var offered = EnumSet.noneOf(SigningAlgorithm.class);
    holders.forEach(each -> offered.addAll(each.algorithms()));
    return KeyAbility.probed(certified, offered);
  }
}
