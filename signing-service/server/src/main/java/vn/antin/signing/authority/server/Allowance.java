package vn.antin.signing.authority.server;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.problem.SigningException;

/**
 * What an administrator wants a server to have.
 *
 * @param name of the server, for people; the CN of certificates without host names, which then
 *     nobody can take for an official's
 */
record Allowance(UUID unit, String name, String profile, List<String> hostNames) {
  private static final int LONGEST_NAME = 64;
  private static final int MOST_NAMES = 50;
  private static final Pattern MACHINE = Pattern.compile("[a-z0-9._-]+");

  Allowance {
    hostNames = List.copyOf(hostNames);
  }

  /**
   * @throws vn.antin.signing.problem.SigningException INVALID_REQUEST, HOST_NAME_REFUSED with the
   *     reasons
   */
  static Allowance checked(
      @Nullable UUID unit,
      @Nullable String name,
      @Nullable String profile,
      @Nullable List<String> hostNames,
      ServerProfiles profiles,
      Domains domains) {
    if (unit == null || name == null || profile == null) {
      throw Problem.INVALID_REQUEST.because("unit, name and profile are needed");
    }
    var plain = name.strip();
    if (plain.isEmpty()
        || plain.codePointCount(0, plain.length()) > LONGEST_NAME
        || !plain.codePoints().allMatch(Allowance::shows)) {
      throw Problem.INVALID_REQUEST.because("no name of a server");
    }
    var named =
        profiles
            .find(profile)
            .orElseThrow(() -> Problem.INVALID_REQUEST.because("no profile for servers"));
    if (!named.hostNames() && !MACHINE.matcher(plain).matches()) {
      throw Problem.INVALID_REQUEST.because("the name goes into the certificate: a-z 0-9 . _ -");
    }
    var wanted = hostNames == null ? List.<String>of() : hostNames;
    var reasons = reasons(wanted, named.hostNames(), domains);
    if (!reasons.isEmpty()) {
      throw refused(reasons);
    }
    return new Allowance(unit, plain, profile, wanted);
  }

  /**
   * @throws vn.antin.signing.problem.SigningException HOST_NAME_REFUSED when the power does not
   *     suffice for a name
   */
  static void requireCovered(
      List<String> hostNames, Domains domains, ServerRepository.Power power) {
    var reasons = new ArrayList<String>();
    for (var i = 0; i < hostNames.size(); i++) {
      if (!domains.covered(new HostName(hostNames.get(i)), power)) {
        reasons.add(
            "host name "
                + (i + 1)
                + ": is in no domain of a unit that the caller secures; others take a security"
                + " administrator over everything");
      }
    }
    if (!reasons.isEmpty()) {
      throw refused(reasons);
    }
  }

  private static SigningException refused(List<String> reasons) {
    return Problem.HOST_NAME_REFUSED
        .because("host names of a server: " + reasons.size() + " reasons")
        .showing("reasons", reasons);
  }

  private static List<String> reasons(List<String> names, boolean belong, Domains domains) {
    if (!belong) {
      return names.isEmpty() ? List.of() : List.of("certificates of this profile have none");
    }
    if (names.isEmpty() || names.size() > MOST_NAMES) {
      return List.of("1 to " + MOST_NAMES + " host names are needed");
    }
    var reasons = new ArrayList<String>();
    var seen = new HashSet<String>();
    for (var i = 0; i < names.size(); i++) {
      var reason = reason(names.get(i), domains, seen);
      if (!reason.isEmpty()) {
        reasons.add("host name " + (i + 1) + ": " + reason);
      }
    }
    return reasons;
  }

  private static String reason(@Nullable String name, Domains domains, Set<String> seen) {
    try {
      var host = new HostName(name == null ? "" : name);
      if (!seen.add(host.value())) {
        return "is there twice";
      }
      return domains.refusal(host);
    } catch (IllegalArgumentException e) {
      return "must be a full host name in lower case, without wildcard, no address";
    }
  }

  private static boolean shows(int c) {
    return !Character.isISOControl(c) && Character.getType(c) != Character.FORMAT && c != 0xFFFD;
  }
}
