package vn.antin.signing.request;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.bind.Confirmation;
import vn.antin.signing.certificate.Credential;
import vn.antin.signing.certificate.Credentials;
import vn.antin.signing.document.DocumentId;
import vn.antin.signing.document.Sha256;
import vn.antin.signing.grant.ApprovedGrant;
import vn.antin.signing.grant.Attempt;
import vn.antin.signing.grant.Grants;
import vn.antin.signing.grant.HashGrant;
import vn.antin.signing.grant.Introspection;
import vn.antin.signing.grant.RequestId;
import vn.antin.signing.grant.Reservation;
import vn.antin.signing.people.SigningAuthorities;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.problem.SigningException;
import vn.antin.signing.request.SignatureRequest.Item;
import vn.antin.signing.signature.Shortfalls;
import vn.antin.signing.web.HeavyWork;

/**
 * Signs what an approval names. All documents of the call are reserved, or none; then each is
 * prepared and signed by itself.
 */
final class Spending {
  /** More documents than these are signed while the caller goes on. */
  private static final int MOST_AT_ONCE = 100;

  private final Introspection introspection;
  private final RequestRepository repository;
  private final Grants grants;
  private final Shortfalls shortfalls;
  private final Credentials credentials;
  private final SigningRun run;
  private final BackgroundRuns background;
  private final SigningTrail trail;
  private final SigningAuthorities authorities;
  private final HeavyWork places;
  private final InstantSource time;

  Spending(
      Introspection introspection,
      RequestRepository repository,
      Grants grants,
      Shortfalls shortfalls,
      Credentials credentials,
      SigningRun run,
      BackgroundRuns background,
      SigningTrail trail,
      SigningAuthorities authorities,
      HeavyWork places,
      InstantSource time) {
    this.introspection = introspection;
    this.repository = repository;
    this.grants = grants;
    this.shortfalls = shortfalls;
    this.credentials = credentials;
    this.run = run;
    this.background = background;
    this.trail = trail;
    this.authorities = authorities;
    this.places = places;
    this.time = time;
  }

  /**
   * What a call wants signed.
   *
   * @param named which documents of the request; null for all
   * @param atOnce false when the caller would rather come back for the outcome
   */
  record Wish(RequestId id, ApprovedGrant grant, @Nullable List<DocumentId> named, boolean atOnce) {
    Wish of(List<DocumentId> documents) {
      return new Wish(id, grant, documents, atOnce);
    }
  }

  /**
   * The approval that a token stands for. Auth-server is asked once in a call, however many
   * documents it names.
   *
   * @param ownership asks for the ownership of a token that is bound so
   */
  ApprovedGrant approved(String token, Consumer<Confirmation> ownership) {
    var grant =
        introspection
            .introspect(token, ownership)
            .orElseThrow(() -> Problem.APPROVAL_INVALID.because("the token approves nothing"));
    return switch (grant) {
      case ApprovedGrant documents -> documents;
      case HashGrant hashes ->
          throw Problem.HASH_NOT_APPROVED.because(
              "grant " + hashes.id() + " approves hashes, not documents");
    };
  }

  /** How far an earlier try of the same came. */
  Followed followed(Wish wish) {
    if (!wish.grant().request().equals(wish.id())) {
      throw Problem.HASH_NOT_APPROVED.because("the approval is of another request");
    }
    var request = request(wish.id(), wish.grant());
    var named =
        items(request, wish.named()).stream()
            .map(item -> item.document().toString())
            .collect(Collectors.toSet());
    return Followed.of(
        RequestViews.items(request, grants.spent(request.id()), shortfalls).stream()
            .filter(item -> named.contains(item.documentId()))
            .toList());
  }

  /**
   * Signs what is named.
   *
   * @return what became of it; empty when it is being signed now
   */
  Optional<Tally> sign(Wish wish) {
    var id = wish.id();
    var grant = wish.grant();
    var named = wish.named();
    var count = named == null ? grant.hashes().size() : named.size();
    if (!wish.atOnce() || count > MOST_AT_ONCE) {
      background.begin(() -> reserve(id, grant, named));
      return Optional.empty();
    }
    var tally = places.run(() -> run.sign(reserve(id, grant, named)));
    tally.orThrow();
    return Optional.of(tally);
  }

  private SigningRun.Work reserve(
      RequestId id, ApprovedGrant grant, @Nullable List<DocumentId> named) {
    try {
      var request = request(id, grant);
      var items = items(request, named);
      check(request, grant, items);
      var credential = credential(request, grant);
      return new SigningRun.Work(
          reserve(request, grant, items), request, credential, grant.official());
    } catch (SigningException e) {
      trail.refused(id, grant, e.problem());
      throw e;
    }
  }

  private SignatureRequest request(RequestId id, ApprovedGrant grant) {
    return repository
        .find(id)
        .filter(found -> repository.approvable(found.id(), grant.clientId(), grant.official()))
        .orElseThrow(() -> Problem.NOT_FOUND.because("no such request"));
  }

  private static List<Item> items(SignatureRequest request, @Nullable List<DocumentId> named) {
    if (named == null) {
      return request.items();
    }
    if (named.isEmpty() || named.stream().distinct().count() != named.size()) {
      throw Problem.INVALID_REQUEST.because("documents is empty or repeats one");
    }
    var wanted = new HashSet<>(named);
    var items = request.items().stream().filter(item -> wanted.contains(item.document())).toList();
    if (items.size() != named.size()) {
      throw Problem.HASH_NOT_APPROVED.because("a document is not one of the request's");
    }
    return items;
  }

  /** The approval must speak of exactly this request, credential, way of signing and documents. */
  private void check(SignatureRequest request, ApprovedGrant grant, List<Item> items) {
    var parameters = request.parametersDigest();
    var official = request.owner().official();
    if (!grant.request().equals(request.id())
        || !grant.credential().equals(request.credential())
        || !grant.hashType().equals("SDR")
        || !grant.hashAlgorithm().equals(Sha256.OID)
        || !grant.parametersDigest().equals(parameters)
        || (official != null && !official.equals(grant.official()))
        || !new HashSet<>(grant.hashes()).containsAll(items.stream().map(Item::hash).toList())) {
      throw Problem.HASH_NOT_APPROVED.because("grant " + grant.id() + " approves something else");
    }
    if (!time.instant().isBefore(request.expiresAt())) {
      throw Problem.REQUEST_EXPIRED.because("request " + request.id() + " expired");
    }
  }

  private Credential credential(SignatureRequest request, ApprovedGrant grant) {
    return credentials
        .usableBy(grant.official(), request.credential())
        .orElseThrow(
            () -> Problem.CREDENTIAL_NOT_USABLE.because("credential " + request.credential()));
  }

  private Attempt reserve(SignatureRequest request, ApprovedGrant grant, List<Item> items) {
    var hashes = items.stream().map(Item::hash).toList();
    return switch (grants.reserve(grant, hashes, () -> accepted(grant, items, hashes))) {
      case Reservation.Reserved(var attempt) -> attempt;
      case Reservation.Spent _ -> throw spent(request);
      case Reservation.CredentialStopped _ ->
          throw Problem.CREDENTIAL_NOT_USABLE.because(
              "credential " + request.credential() + " does not count now");
      case Reservation.NotApproved _ ->
          throw Problem.HASH_NOT_APPROVED.because("grant " + grant.id() + " changed");
    };
  }

  /** Within the reservation: who has lost the right to sign so spends nothing. */
  private void accepted(ApprovedGrant grant, List<Item> items, List<Sha256> hashes) {
    authorities.require(
        grant.official(),
        items.stream()
            .flatMap(item -> item.parameters().authorities().stream())
            .collect(Collectors.toSet()),
        time.instant());
    trail.reserved(grant, hashes);
  }

  private SigningException spent(SignatureRequest request) {
    var items =
        new ArrayList<>(RequestViews.items(request, grants.spent(request.id()), shortfalls));
    return Problem.APPROVAL_SPENT
        .because("request " + request.id() + " was spent before")
        .showing("documents", items);
  }
}
