package vn.antin.auth.api;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.org.People;
import vn.antin.auth.org.Person;

@RestController
final class AccountsController {
  private static final int MOST = 200;

  private final People people;

  AccountsController(People people) {
    this.people = people;
  }

  record Item(
      UUID id,
      String username,
      String displayName,
      @Nullable String email,
      String status,
      @Nullable String unit,
      @Nullable String post) {}

  record Page(List<Item> items, @Nullable String next) {}

  @GetMapping("/api/accounts")
  Page accounts(
      @AuthenticationPrincipal Jwt token,
      @RequestParam(required = false) @Nullable String q,
      @RequestParam(required = false) @Nullable UUID after,
      @RequestParam(defaultValue = "50") int limit) {
    int size = Math.clamp(limit, 1, MOST);
    List<Person> found =
        people.visibleTo(
            Caller.of(token).account(), q, after == null ? null : new AccountId(after), size + 1);
    List<Person> page = found.subList(0, Math.min(size, found.size()));
    return new Page(
        page.stream().map(AccountsController::item).toList(),
        found.size() > size ? page.getLast().id().toString() : null);
  }

  private static Item item(Person person) {
    return new Item(
        person.id().value(),
        person.username(),
        person.displayName(),
        person.email(),
        person.status(),
        person.unit(),
        person.post());
  }
}
