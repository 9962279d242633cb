package vn.antin.signing.certificate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import vn.antin.signing.key.KeyAbilities;
import vn.antin.signing.key.KeyAbility;
import vn.antin.signing.token.KeyLabel;

/** What the keys of credentials can do, for who has nothing to do with keys. Thread-safe. */
public final class CredentialAbilities {
  private final KeyAbilities abilities;

  CredentialAbilities(KeyAbilities abilities) {
    this.abilities = abilities;
  }

  /** An ability for each; one look into the database for all. */
  public Map<CredentialId, KeyAbility> of(List<Credential> credentials) {
    var able =
        abilities.of(
            credentials.stream()
                .collect(
                    Collectors.toMap(
                        each -> new KeyLabel(each.keyLabel()),
                        each -> each.certificate().getPublicKey())));
    var found = new HashMap<CredentialId, KeyAbility>();
    for (var each : credentials) {
      found.put(each.id(), Objects.requireNonNull(able.get(new KeyLabel(each.keyLabel()))));
    }
    return found;
  }
}
