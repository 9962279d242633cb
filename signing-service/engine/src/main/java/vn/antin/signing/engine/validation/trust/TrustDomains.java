package vn.antin.signing.engine.validation.trust;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * All whom this installation trusts, each domain by itself.
 *
 * @param all in the order in which they are asked; the first that has an anchor vouches
 */
public record TrustDomains(List<TrustDomain> all) {

  public TrustDomains {
    all = List.copyOf(all);
    if (all.stream().map(TrustDomain::id).distinct().count() != all.size()) {
      throw new IllegalArgumentException(
          "Two trust domains have the same id: "
              + all.stream().map(TrustDomain::id).collect(Collectors.joining(", ")));
    }
  }

  public static TrustDomains of(TrustDomain... domains) {
    return new TrustDomains(List.of(domains));
  }

  /** The domain of this id. */
  public Optional<TrustDomain> find(String id) {
    return all.stream().filter(domain -> domain.id().equals(id)).findFirst();
  }
}
