package vn.antin.signing.web;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;
import vn.antin.signing.people.OfficialId;
import vn.antin.signing.people.UnitId;
import vn.antin.signing.problem.Problem;

/** Who presented a valid access token. Controllers take it as a method argument. */
public sealed interface Caller {
  /** The system that sent the request. */
  String clientId();

  /**
   * A system acting for itself ({@code client_credentials}).
   *
   * @param authentication how it proved itself to auth-server, such as {@code private_key_jwt};
   *     empty when the token does not say
   * @param name that an administrator gave it; null when auth-server vouches for none
   */
  record Machine(String clientId, String authentication, @Nullable String name) implements Caller {
    private static final int LONGEST_NAME = 200;

    public Machine {
      if (name != null && (name.isBlank() || name.length() > LONGEST_NAME)) {
        name = null;
      }
    }
  }

  /** An official, through a system; with the units that the token says they administer. */
  record Person(OfficialId official, String clientId, List<UnitId> administers) implements Caller {
    public Person {
      administers = List.copyOf(administers);
    }

    /** The units as the database takes them. */
    public UUID[] unitIds() {
      return administers.stream().map(UnitId::value).toArray(UUID[]::new);
    }

    /** For what belongs to no unit: NOT_PERMITTED for who administers none. */
    public void requireAdministrator() {
      if (administers.isEmpty()) {
        throw Problem.NOT_PERMITTED.because("the caller administers no unit");
      }
    }
  }

  /** RFC 9068: a machine's token carries the client as its subject. */
  static Caller of(Jwt token) {
    var subject = token.getSubject();
    if (subject == null) {
      throw Problem.UNAUTHENTICATED.because("the token has no subject");
    }
    var client = token.getClaimAsString("client_id");
    if (client == null || client.equals(subject)) {
      var proof = token.getClaimAsString("client_auth_method");
      return new Machine(
          subject, proof == null ? "" : proof, token.getClaimAsString("client_name"));
    }
    var units = token.getClaimAsStringList("administers");
    return new Person(
        new OfficialId(Uuids.parse(subject)),
        client,
        units == null ? List.of() : units.stream().map(Uuids::parse).map(UnitId::new).toList());
  }
}
