package vn.antin.signing.authority.server;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import vn.antin.signing.certificate.CrlReason;
import vn.antin.signing.people.People;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.web.Caller;

/** Administrators see servers; security administrators allow and withdraw them. */
@RestController
final class ServerEndpoint {
  record Wanted(
      @Nullable UUID unit,
      @Nullable String name,
      @Nullable List<String> hostNames,
      @Nullable String profile) {}

  /** The only answer that holds the code. */
  record WithCode(UUID id, String code, Instant codeExpiresAt) {
    @Override
    public String toString() {
      return "WithCode[" + id + "]";
    }
  }

  /**
   * @param revoke whether what was fetched with the code before is revoked
   */
  record NewCode(@Nullable Boolean revoke) {}

  record Withdrawal(@Nullable Integer reason) {}

  record ServerList(List<ServerRepository.Line> items, boolean stale) {}

  record One(ServerRepository.Line server, List<ServerRepository.Certificate> certificates) {}

  /** Why a server is withdrawn. */
  private static final Set<CrlReason> REASONS =
      Set.of(
          CrlReason.KEY_COMPROMISE,
          CrlReason.AFFILIATION_CHANGED,
          CrlReason.SUPERSEDED,
          CrlReason.CESSATION_OF_OPERATION);

  private final Servers servers;
  private final ServerRepository repository;
  private final ServerProfiles profiles;
  private final Domains domains;
  private final People people;
  private final InstantSource time;

  ServerEndpoint(
      Servers servers,
      ServerRepository repository,
      ServerProfiles profiles,
      Domains domains,
      People people,
      InstantSource time) {
    this.servers = servers;
    this.repository = repository;
    this.profiles = profiles;
    this.domains = domains;
    this.people = people;
    this.time = time;
  }

  @PostMapping("/authority/servers")
  ResponseEntity<WithCode> allow(Caller.Person caller, @RequestBody Wanted wanted) {
    var allowance =
        Allowance.checked(
            wanted.unit(), wanted.name(), wanted.profile(), wanted.hostNames(), profiles, domains);
    return shown(HttpStatus.CREATED, servers.allow(caller, allowance));
  }

  @GetMapping("/authority/servers")
  ServerList servers(Caller.Person caller) {
    return new ServerList(repository.list(caller, time.instant()), people.stale());
  }

  @GetMapping("/authority/servers/{id}")
  One server(Caller.Person caller, @PathVariable UUID id) {
    var now = time.instant();
    var found =
        repository
            .find(caller, id, now)
            .orElseThrow(() -> Problem.NOT_FOUND.because("no server " + id + " within scope"));
    return new One(found, repository.certificates(caller, id, now));
  }

  @PostMapping("/authority/servers/{id}/code")
  ResponseEntity<WithCode> code(
      Caller.Person caller,
      @PathVariable UUID id,
      @RequestBody(required = false) @Nullable NewCode wanted) {
    return shown(
        HttpStatus.OK, servers.newCode(caller, id, wanted == null ? null : wanted.revoke()));
  }

  @PostMapping("/authority/servers/{id}/withdrawal")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void withdraw(
      Caller.Person caller,
      @PathVariable UUID id,
      @RequestBody(required = false) @Nullable Withdrawal withdrawal) {
    var named = withdrawal == null ? null : withdrawal.reason();
    var reason =
        named == null ? Optional.of(CrlReason.CESSATION_OF_OPERATION) : CrlReason.of(named);
    servers.withdraw(
        caller,
        id,
        reason
            .filter(REASONS::contains)
            .orElseThrow(() ->
                Problem.INVALID_REQUEST.because("a reason of a withdrawal is one of " + REASONS)));
  }

  private static ResponseEntity<WithCode> shown(HttpStatus status, Servers.Given given) {
    return ResponseEntity.status(status)
        .cacheControl(CacheControl.noStore())
        .body(new WithCode(given.id(), given.code().grouped(), given.expires()));
  }
}
