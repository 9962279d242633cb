package vn.antin.auth.api.people;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.account.NationalId;
import vn.antin.auth.api.ApiProblem;
import vn.antin.auth.api.Caller;
import vn.antin.auth.api.EntityTag;
import vn.antin.auth.api.KeysetPage;
import vn.antin.auth.org.People;
import vn.antin.auth.org.PeopleQuery;
import vn.antin.auth.org.Person;
import vn.antin.auth.org.Power;
import vn.antin.auth.org.UnitId;
import vn.antin.auth.org.lifecycle.Actor;
import vn.antin.auth.org.lifecycle.Lifecycle;

/** Officials' accounts: the list, one of them, new ones, and changes. */
@RestController
final class AccountsController {
  private static final int LONGEST_QUERY = 200;

  private final People people;
  private final PersonFiles files;
  private final NationalIdDesk nationalIds;
  private final Lifecycle lifecycle;

  AccountsController(
      People people, PersonFiles files, NationalIdDesk nationalIds, Lifecycle lifecycle) {
    this.people = people;
    this.files = files;
    this.nationalIds = nationalIds;
    this.lifecycle = lifecycle;
  }

  record Item(
      UUID id,
      String username,
      String displayName,
      @Nullable String email,
      @Nullable String officialCode,
      String status,
      @Nullable String unit,
      @Nullable String post) {}

  /**
   * Lists the officials within the caller's scope.
   *
   * @param q words in order, with or without diacritics; or a whole national id
   * @param status {@code active} or {@code disabled}
   * @param unit with a post there or below
   */
  @GetMapping("/api/accounts")
  KeysetPage<Item> list(
      @AuthenticationPrincipal Jwt token,
      @RequestParam(defaultValue = "") String q,
      @RequestParam(required = false) @Nullable String status,
      @RequestParam(required = false) @Nullable UUID unit,
      @RequestParam(required = false) @Nullable UUID after,
      @RequestParam(defaultValue = "50") int limit) {
    AccountId caller = Caller.of(token).account();
    int size = KeysetPage.size(limit);
    Optional<NationalId> number = NationalId.read(q);
    if (number.isPresent()) {
      Optional<Person> holder = nationalIds.find(caller, number.get());
      if (holder.isPresent()) {
        return new KeysetPage<>(List.of(item(holder.get())), null);
      }
    }
    PeopleQuery query =
        new PeopleQuery(
            q.substring(0, Math.min(q.length(), LONGEST_QUERY)),
            active(status),
            unit == null ? null : new UnitId(unit));
    return KeysetPage.of(
            visible(caller, query, after, size + 1), size, last -> last.id().toString())
        .map(AccountsController::item);
  }

  private List<Person> visible(
      AccountId caller, PeopleQuery query, @Nullable UUID after, int limit) {
    try {
      return people.visibleTo(caller, query, after == null ? null : new AccountId(after), limit);
    } catch (IllegalArgumentException e) {
      throw ApiProblem.malformed("after: expected the next of the page before");
    }
  }

  private static @Nullable Boolean active(@Nullable String status) {
    return switch (status) {
      case null -> null;
      case "" -> null;
      case "active" -> true;
      case "disabled" -> false;
      default -> throw ApiProblem.malformed("status: expected active or disabled");
    };
  }

  private static Item item(Person person) {
    return new Item(
        person.id().value(),
        person.username(),
        person.displayName(),
        person.email(),
        person.officialCode(),
        person.status(),
        person.unit(),
        person.post());
  }

  @GetMapping("/api/accounts/{id}")
  ResponseEntity<PersonFile> read(@AuthenticationPrincipal Jwt token, @PathVariable UUID id) {
    return file(token, id);
  }

  /** Makes an account with its first post; it has no password until its official chooses one. */
  @PostMapping("/api/accounts")
  ResponseEntity<PersonFile> create(
      @AuthenticationPrincipal Jwt token, @RequestBody PersonForms.Creation body) {
    AccountId caller = Caller.of(token).account();
    AccountId made = lifecycle.join(PersonForms.official(body), new Actor.Administrator(caller));
    PersonFile file = files.find(caller, made).orElseThrow(ApiProblem::notFound);
    return ResponseEntity.created(URI.create("/api/accounts/" + made))
        .eTag(EntityTag.of(file.version()))
        .body(file);
  }

  /** Changes the members that are given; null takes a value away (RFC 7396). */
  @PatchMapping("/api/accounts/{id}")
  ResponseEntity<PersonFile> change(
      @AuthenticationPrincipal Jwt token,
      @PathVariable UUID id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestBody Map<String, @Nullable Object> body) {
    long version = EntityTag.demanded(ifMatch);
    AccountId caller = Caller.of(token).account();
    AccountId account = new AccountId(id);
    lifecycle.change(
        account,
        PersonForms.change(files.account(caller, Power.MANAGE_PEOPLE, account), body),
        version,
        new Actor.Administrator(caller));
    return file(token, id);
  }

  record ShownNumber(String nationalId) {}

  /** Shows the national id: a deliberate act that stands in the audit log. */
  @PostMapping("/api/accounts/{id}/national-id")
  ResponseEntity<ShownNumber> nationalId(
      @AuthenticationPrincipal Jwt token, @PathVariable UUID id) {
    return ResponseEntity.ok()
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .body(
            new ShownNumber(
                nationalIds.show(Caller.of(token).account(), new AccountId(id)).reveal()));
  }

  private ResponseEntity<PersonFile> file(Jwt token, UUID id) {
    PersonFile file =
        files.find(Caller.of(token).account(), new AccountId(id)).orElseThrow(ApiProblem::notFound);
    return ResponseEntity.ok().eTag(EntityTag.of(file.version())).body(file);
  }
}
