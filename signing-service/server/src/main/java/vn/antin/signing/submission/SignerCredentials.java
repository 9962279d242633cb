package vn.antin.signing.submission;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.certificate.Credential;
import vn.antin.signing.certificate.Credentials;
import vn.antin.signing.certificate.Holder;
import vn.antin.signing.people.OfficialId;
import vn.antin.signing.people.People;

/** With which credential an official signs, or why not now. */
final class SignerCredentials {
  /** What the official has at this moment; asked of many steps. */
  final class Of {
    private final boolean active;
    private final List<Credential> held;
    private final List<Credential> tokens;

    private Of(OfficialId official) {
      var now = time.instant();
      this.active = people.official(official).map(People.Official::active).orElse(false);
      this.held = credentials.of(official).stream().filter(each -> each.usable(now)).toList();
      this.tokens =
          credentials.onTokensOf(official).stream().filter(each -> each.usable(now)).toList();
    }

    /**
     * @param sealOf the unit whose seal is wanted; null for the official's own signature
     */
    Choice choose(@Nullable UUID sealOf) {
      if (!active) {
        return new Choice.Obstacle("official-suspended");
      }
      return choose(held, sealOf, "service")
          .or(() -> choose(tokens, sealOf, "usb-token"))
          .orElseGet(
              () -> new Choice.Obstacle(sealOf == null ? "certificate-missing" : "seal-not-held"));
    }

    private static Optional<Choice> choose(
        List<Credential> among, @Nullable UUID sealOf, String custody) {
      return among.stream()
          .filter(each ->
              sealOf == null
                  ? each.holder() instanceof Holder.Personal
                  : sealOf.equals(each.holder().unitId()))
          .findFirst()
          .map(each ->
              new Choice.Usable(each.id().value(), each.holder().kind(), custody, each.subject()));
    }
  }

  private final Credentials credentials;
  private final People people;
  private final InstantSource time;

  SignerCredentials(Credentials credentials, People people, InstantSource time) {
    this.credentials = credentials;
    this.people = people;
    this.time = time;
  }

  Of of(OfficialId official) {
    return new Of(official);
  }
}
