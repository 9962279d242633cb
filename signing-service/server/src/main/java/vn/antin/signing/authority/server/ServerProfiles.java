package vn.antin.signing.authority.server;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import vn.antin.signing.authority.profile.Profile;
import vn.antin.signing.authority.profile.Profiles;
import vn.antin.signing.problem.ConfigurationFault;

/** The profiles that servers may be allowed: leaves whose purposes are TLS alone. Immutable. */
public final class ServerProfiles {
  private static final Set<String> TLS = Set.of("1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2");

  private final List<Profiles.Named> offered;

  ServerProfiles(List<String> names, Profiles profiles) {
    offered =
        names.stream()
            .map(name ->
                profiles.find(name).filter(ServerProfiles::tls).orElseThrow(() -> fault(name)))
            .toList();
  }

  Optional<Profile> find(String name) {
    return offered.stream()
        .filter(each -> each.name().equals(name))
        .map(Profiles.Named::profile)
        .findFirst();
  }

  /** The one that is told to whoever does not say which. */
  public Optional<Profile> first() {
    return offered.stream().map(Profiles.Named::profile).findFirst();
  }

  private static boolean tls(Profiles.Named named) {
    var purposes = named.profile().extendedKeyUsage();
    return named.profile().kind() == Profile.Kind.LEAF
        && !purposes.isEmpty()
        && TLS.containsAll(purposes);
  }

  private static ConfigurationFault fault(String name) {
    return new ConfigurationFault(
        "antin.est.profiles names '" + name + "', which is no profile for TLS.",
        "Name profiles of antin.authority.profiles whose extended-key-usage holds nothing but"
            + " server and client authentication, see docs/est.md.");
  }
}
