package vn.antin.auth.provisioning.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.unboundid.scim2.common.GenericScimResource;
import com.unboundid.scim2.common.exceptions.ScimException;
import com.unboundid.scim2.common.messages.PatchRequest;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.antin.auth.account.Account;
import vn.antin.auth.account.AccountChange;
import vn.antin.auth.account.AccountException;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.account.Accounts;
import vn.antin.auth.account.NewAccount;
import vn.antin.auth.account.Username;
import vn.antin.auth.org.AssignmentId;
import vn.antin.auth.org.AssignmentKind;
import vn.antin.auth.org.EffectiveDate;
import vn.antin.auth.org.UnitId;
import vn.antin.auth.org.lifecycle.Actor;
import vn.antin.auth.org.lifecycle.LeaveReason;
import vn.antin.auth.org.lifecycle.Lifecycle;
import vn.antin.auth.org.lifecycle.NewOfficial;
import vn.antin.auth.org.lifecycle.Posting;
import vn.antin.auth.org.lifecycle.PostingChange;

/** Makes and changes users, each request one transaction, by the ways of every official's life. */
@Component
final class Users {
  private final UserTable table;
  private final Accounts accounts;
  private final Lifecycle lifecycle;
  private final TransactionTemplate transaction;
  private final InstantSource clock;

  Users(
      UserTable table,
      Accounts accounts,
      Lifecycle lifecycle,
      TransactionTemplate transaction,
      InstantSource clock) {
    this.table = table;
    this.accounts = accounts;
    this.lifecycle = lifecycle;
    this.transaction = transaction;
    this.clock = clock;
  }

  ObjectNode get(ScimClient client, AccountId id) {
    return table.find(client, id).orElseThrow(ScimFault::notFound);
  }

  ObjectNode create(ScimClient client, ObjectNode body) {
    UserInput wanted = UserInput.of(body);
    return inTransaction(() -> {
      Actor actor = actor(client);
      List<UserInput.Post> posts = Objects.requireNonNullElse(wanted.posts(), List.of());
      Optional<UserInput.Post> main =
          posts.stream().filter(post -> post.kind() == AssignmentKind.MAIN).findFirst();
      if (main.isEmpty() && !client.root()) {
        throw ScimFault.invalidValue("a main post in a unit of this client is required");
      }
      AccountId id =
          lifecycle.join(
              new NewOfficial(
                  new NewAccount(
                      new Username(wanted.userName()),
                      wanted.name(),
                      wanted.email(),
                      wanted.telephone(),
                      wanted.officialCode(),
                      wanted.nationalId(),
                      wanted.locale(),
                      null),
                  main.map(post -> posting(client, post)).orElse(null)),
              actor);
      posts.stream()
          .filter(post -> post.kind() != AssignmentKind.MAIN)
          .forEach(post ->
              lifecycle.move(id, new PostingChange.Additional(posting(client, post)), actor));
      table.name(client, id, wanted.externalId());
      if (!wanted.active()) {
        lifecycle.disable(id, name(client), actor);
      }
      return get(client, id);
    });
  }

  ObjectNode replace(ScimClient client, AccountId id, ObjectNode body, @Nullable String version) {
    return change(client, id, version, before -> body);
  }

  ObjectNode patch(ScimClient client, AccountId id, ObjectNode body, @Nullable String version) {
    for (JsonNode operation : body.path("Operations")) {
      // Microsoft's client writes Add and Replace.
      if (operation instanceof ObjectNode object && object.path("op").isTextual()) {
        object.put("op", object.path("op").asText().toLowerCase(Locale.ROOT));
      }
    }
    PatchRequest request = ScimBody.read(body, PatchRequest.class);
    return change(
        client,
        id,
        version,
        before -> {
          GenericScimResource resource = new GenericScimResource(before.deepCopy());
          try {
            request.apply(resource);
          } catch (ScimException e) {
            throw ScimFault.of(e);
          }
          return resource.getObjectNode();
        });
  }

  /** Deleting is leaving, today: an account is for life. */
  void leave(ScimClient client, AccountId id, @Nullable String version) {
    inTransaction(() -> {
      ObjectNode before = locked(client, id, version);
      if (before.path("active").asBoolean() || !before.path("groups").isEmpty()) {
        lifecycle.leave(id, EffectiveDate.today(clock), LeaveReason.OTHER, actor(client));
      }
      return before;
    });
  }

  private ObjectNode change(
      ScimClient client,
      AccountId id,
      @Nullable String version,
      Function<ObjectNode, ObjectNode> wish) {
    return inTransaction(() -> {
      ObjectNode before = locked(client, id, version);
      UserInput wanted = UserInput.of(wish.apply(before));
      Actor actor = actor(client);
      boolean active = before.path("active").asBoolean();
      if (wanted.active() && !active) {
        wake(client, id, wanted, actor);
      }
      Account known = accounts.find(id).orElseThrow(ScimFault::notFound);
      lifecycle.change(
          id,
          AccountChange.of(known)
              .withUsername(new Username(wanted.userName()))
              .withName(wanted.name())
              .withEmail(wanted.email())
              .withTelephone(wanted.telephone())
              .withOfficialCode(wanted.officialCode())
              .withNationalId(wanted.nationalId())
              .withLocale(wanted.locale()),
          known.version(),
          actor);
      table.name(client, id, wanted.externalId());
      if (wanted.active() && wanted.posts() != null) {
        posts(client, id, wanted.posts(), actor);
      }
      if (!wanted.active() && active) {
        lifecycle.disable(id, name(client), actor);
      }
      return get(client, id);
    });
  }

  /**
   * Who left has no post and is hired again for one; whose access this client took away gets it.
   */
  private void wake(ScimClient client, AccountId id, UserInput wanted, Actor actor) {
    if (!lifecycle.left(id)) {
      lifecycle.enable(id, actor);
      return;
    }
    UserInput.Post main =
        Objects.requireNonNullElse(wanted.posts(), List.<UserInput.Post>of()).stream()
            .filter(post -> post.kind() == AssignmentKind.MAIN)
            .findFirst()
            .orElseThrow(
                () -> ScimFault.invalidValue("an official who had left comes back to a main post"));
    lifecycle.rehire(id, posting(client, main), actor);
  }

  private record Held(AssignmentId id, UUID unit, String title, String kind) {}

  /** Adds the posts that are new, ends those that are gone. */
  private void posts(ScimClient client, AccountId id, List<UserInput.Post> wanted, Actor actor) {
    List<Held> gone = new ArrayList<>();
    for (JsonNode post : get(client, id).path(Resources.OFFICIAL).path("posts")) {
      gone.add(
          new Held(
              new AssignmentId(UUID.fromString(post.path("id").asText())),
              UUID.fromString(post.path("unit").asText()),
              post.path("title").asText(),
              post.path("kind").asText()));
    }
    List<Posting> added = new ArrayList<>();
    for (UserInput.Post post : wanted) {
      Posting posting = posting(client, post);
      boolean held =
          gone.removeIf(had ->
              had.unit().equals(posting.unit().value())
                  && had.title().equals(posting.title())
                  && had.kind().equals(posting.kind().value()));
      if (!held) {
        added.add(posting);
      }
    }
    boolean transferred = added.stream().anyMatch(posting -> posting.kind() == AssignmentKind.MAIN);
    LocalDate today = EffectiveDate.today(clock);
    gone.stream()
        // The new main post ends the former one.
        .filter(had -> !transferred || !had.kind().equals(AssignmentKind.MAIN.value()))
        .forEach(had -> lifecycle.move(id, new PostingChange.End(had.id(), today), actor));
    for (Posting posting : added) {
      lifecycle.move(
          id,
          posting.kind() == AssignmentKind.MAIN
              ? new PostingChange.Transfer(posting, false)
              : new PostingChange.Additional(posting),
          actor);
    }
  }

  private Posting posting(ScimClient client, UserInput.Post post) {
    UUID unit =
        table
            .unit(client, post.unit(), post.unit() == null ? post.unitCode() : null)
            .orElseThrow(
                () -> ScimFault.invalidValue("posts: no such unit is known to this client"));
    return new Posting(
        new UnitId(unit),
        post.title(),
        post.kind(),
        Objects.requireNonNullElseGet(post.from(), () -> EffectiveDate.today(clock)),
        post.until());
  }

  private ObjectNode locked(ScimClient client, AccountId id, @Nullable String version) {
    boolean mightier = table.lock(client, id).orElseThrow(ScimFault::notFound);
    if (mightier) {
      throw new ScimFault(
          403, null, "the official holds a role, or the main post elsewhere; ask an administrator");
    }
    ObjectNode before = get(client, id);
    if (version != null
        && !version.strip().equals("*")
        && !version.contains(before.path("meta").path("version").asText())) {
      throw ScimFault.changed();
    }
    return before;
  }

  private static Actor actor(ScimClient client) {
    return new Actor.Automatic(name(client), null);
  }

  private static String name(ScimClient client) {
    return "scim:" + client.id();
  }

  private interface Work {
    ObjectNode done();
  }

  private ObjectNode inTransaction(Work work) {
    try {
      return Objects.requireNonNull(transaction.execute(status -> work.done()));
    } catch (AccountException e) {
      throw fault(e);
    } catch (DataIntegrityViolationException e) {
      throw new ScimFault(409, "uniqueness", "contradicts what is known");
    }
  }

  private static ScimFault fault(AccountException refused) {
    String fields =
        refused.faults().stream()
            .map(fault -> fault.field() + " " + fault.code())
            .collect(Collectors.joining(", "));
    return switch (refused.code()) {
      case NOT_FOUND -> ScimFault.notFound();
      case INVALID -> ScimFault.invalidValue(fields);
      case TAKEN -> new ScimFault(409, "uniqueness", fields);
      case CHANGED -> ScimFault.changed();
      case STATE -> new ScimFault(409, null, "its present state does not allow that: " + fields);
      case FORBIDDEN -> new ScimFault(403, null, fields);
    };
  }
}
