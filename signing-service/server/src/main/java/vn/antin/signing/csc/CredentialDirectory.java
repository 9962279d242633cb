package vn.antin.signing.csc;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.antin.signing.certificate.Credential;
import vn.antin.signing.certificate.CredentialId;
import vn.antin.signing.certificate.Credentials;
import vn.antin.signing.certificate.Holder;
import vn.antin.signing.people.OfficialId;
import vn.antin.signing.people.People;
import vn.antin.signing.web.Caller;

/**
 * Which credentials a caller may see: an official their own and the seals they keep; a system those
 * of the official it names, as it would see them on any document they sign. Seeing is not using.
 */
final class CredentialDirectory {
  private final Credentials credentials;
  private final People people;
  private final InstantSource time;

  CredentialDirectory(Credentials credentials, People people, InstantSource time) {
    this.credentials = credentials;
    this.people = people;
    this.time = time;
  }

  /** Whose credentials a list is of. */
  OfficialId official(Caller caller, Parameters parameters) {
    return switch (caller) {
      case Caller.Person(var official, _, _) -> {
        var named = parameters.optionalString("userID");
        if (named != null && !named.equals(official.toString())) {
          throw CscFault.invalidParameter("userID");
        }
        yield official;
      }
      case Caller.Machine _ -> {
        var named = new OfficialId(parameters.identifier("userID"));
        if (people.official(named).isEmpty()) {
          throw CscFault.invalidParameter("userID");
        }
        yield named;
      }
    };
  }

  List<Credential> of(OfficialId official) {
    return credentials.of(official);
  }

  /** The credential named by {@code credentialID}. */
  Credential named(Caller caller, Parameters parameters) {
    return find(caller, parameters.identifier("credentialID"))
        .orElseThrow(() -> CscFault.invalidParameter("credentialID"));
  }

  /** The same, when it can sign now. */
  Credential usable(Caller caller, Parameters parameters) {
    var named = named(caller, parameters);
    requireUsable(named);
    return named;
  }

  void requireUsable(Credential credential) {
    if ("expired".equals(credential.status(time.instant()))) {
      throw CscFault.invalid("Signing certificate '" + credential.subject() + "' is expired");
    }
    if (!credential.usable(time.instant())) {
      throw CscFault.invalid("Credential disabled");
    }
  }

  /** Who is asked: whose credential it is; for a seal the caller, who keeps it. */
  People.Official signer(Caller caller, Credential credential) {
    var signer =
        switch (credential.holder()) {
          case Holder.Personal(var official) -> official;
          case Holder.Seal _ -> {
            if (caller instanceof Caller.Person(var official, _, _)) {
              yield official;
            }
            throw CscFault.denied("A seal is asked for with the token of who keeps it");
          }
        };
    return people
        .official(signer)
        .filter(People.Official::active)
        .orElseThrow(() -> CscFault.invalid("Credential disabled"));
  }

  private Optional<Credential> find(Caller caller, UUID id) {
    var named = new CredentialId(id);
    return switch (caller) {
      case Caller.Person(var official, _, _) -> among(official, named);
      case Caller.Machine _ ->
          credentials
              .findRemote(named)
              .flatMap(found ->
                  found.holder() instanceof Holder.Personal(var official)
                      ? among(official, named)
                      : Optional.of(found));
    };
  }

  private Optional<Credential> among(OfficialId official, CredentialId id) {
    return credentials.of(official).stream().filter(each -> each.id().equals(id)).findFirst();
  }
}
