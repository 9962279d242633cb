package vn.antin.auth.login.broker;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.antin.auth.session.Assurance;

/**
 * Who logged in at an upstream.
 *
 * @param upstream its name in our settings
 * @param subject stable and unique there
 * @param methods how, as far as it says so in terms of RFC 8176
 * @param nationalId twelve digits that the upstream has verified; null when it does not say
 */
record UpstreamIdentity(
    String upstream,
    String issuer,
    String subject,
    Assurance worth,
    List<String> methods,
    @Nullable String nationalId) {
  UpstreamIdentity {
    methods = List.copyOf(methods);
  }

  @Override
  public String toString() {
    return "UpstreamIdentity[" + upstream + "]";
  }
}
