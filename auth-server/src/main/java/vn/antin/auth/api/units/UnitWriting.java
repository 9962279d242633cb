package vn.antin.auth.api.units;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.api.ApiProblem;
import vn.antin.auth.org.AdministeredPosts;
import vn.antin.auth.org.AdministeredUnits;
import vn.antin.auth.org.EffectiveDate;
import vn.antin.auth.org.NewUnit;
import vn.antin.auth.org.OrgException;
import vn.antin.auth.org.Post;
import vn.antin.auth.org.PostId;
import vn.antin.auth.org.PostRank;
import vn.antin.auth.org.Posts;
import vn.antin.auth.org.Power;
import vn.antin.auth.org.Standing;
import vn.antin.auth.org.Unit;
import vn.antin.auth.org.UnitId;
import vn.antin.auth.org.UnitIdentifiers;
import vn.antin.auth.org.UnitKind;
import vn.antin.auth.org.Units;

/** Changes of single units and posts, each with its entry in the log in one transaction. */
@Component
final class UnitWriting {
  private final AdministeredUnits administered;
  private final AdministeredPosts administeredPosts;
  private final Standing standing;
  private final Units units;
  private final UnitIdentifiers identifiers;
  private final Posts posts;
  private final AuditLog audit;
  private final TransactionTemplate transaction;
  private final InstantSource clock;

  UnitWriting(
      AdministeredUnits administered,
      AdministeredPosts administeredPosts,
      Standing standing,
      Units units,
      UnitIdentifiers identifiers,
      Posts posts,
      AuditLog audit,
      TransactionTemplate transaction,
      InstantSource clock) {
    this.administered = administered;
    this.administeredPosts = administeredPosts;
    this.standing = standing;
    this.units = units;
    this.identifiers = identifiers;
    this.posts = posts;
    this.audit = audit;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** Null for what stays. */
  record Change(
      @Nullable UnitId parent,
      @Nullable UnitKind kind,
      @Nullable String code,
      @Nullable String name,
      LocalDate from) {}

  UnitId create(
      AccountId caller,
      @Nullable UnitId parent,
      UnitKind kind,
      String code,
      String name,
      LocalDate from) {
    return done(() -> {
      boolean allowed =
          parent == null
              ? standing.decidesForAll(caller)
              : administered.lock(caller, parent).isPresent();
      if (!allowed) {
        throw OrgException.of(OrgException.Code.UNKNOWN, "parentId");
      }
      known(caller, code, null, from, "code");
      UnitId made = units.create(new NewUnit(parent, kind, code, name, from));
      record("unit.created", caller, made.toString(), from);
      return made;
    });
  }

  void change(AccountId caller, UnitId id, long version, Change change) {
    done(() -> {
      Unit present = locked(caller, id, version);
      notLater(change.from());
      UnitId parent = change.parent();
      if (parent != null && administered.lock(caller, parent).isEmpty()) {
        throw OrgException.of(OrgException.Code.UNKNOWN, "parentId");
      }
      if (parent != null
          && administered.empowers(List.of(id), parent, change.from())
          && !administered.beyond(caller, Power.GRANT_POWER, List.of(id)).isEmpty()) {
        throw OrgException.of(OrgException.Code.POWER, "parentId");
      }
      if (change.code() != null) {
        known(caller, change.code(), id, change.from(), "code");
      }
      units.change(
          id,
          new NewUnit(
              parent == null ? present.parent() : parent,
              Objects.requireNonNullElse(change.kind(), present.kind()),
              Objects.requireNonNullElse(change.code(), present.code()),
              Objects.requireNonNullElse(change.name(), present.name()),
              change.from()));
      record("unit.changed", caller, id.toString(), change.from());
      return id;
    });
  }

  void identify(AccountId caller, UnitId id, long version, String identifier, LocalDate from) {
    done(() -> {
      locked(caller, id, version);
      known(caller, identifier, id, from, "identifier");
      identifiers.add(id, identifier, from);
      record("unit.identifier-added", caller, id.toString(), from);
      return id;
    });
  }

  void endIdentifier(AccountId caller, UnitId id, long version, String identifier, LocalDate day) {
    done(() -> {
      locked(caller, id, version);
      if (!identifiers.end(id, identifier, day)) {
        throw ApiProblem.notFound();
      }
      record("unit.identifier-ended", caller, id.toString(), day);
      return id;
    });
  }

  PostId createPost(AccountId caller, UnitId unit, String title, LocalDate from) {
    return done(() -> {
      if (administered.lock(caller, unit).isEmpty()) {
        throw OrgException.of(OrgException.Code.UNKNOWN, "unitId");
      }
      PostId made = posts.create(unit, title, from);
      record("post.created", caller, made.toString(), from);
      return made;
    });
  }

  /** Null for what stays. */
  void changePost(
      AccountId caller,
      PostId id,
      long version,
      @Nullable String title,
      @Nullable PostRank rank,
      LocalDate from) {
    done(() -> {
      lockedPost(caller, id, version);
      notLater(from);
      if (title != null) {
        posts.rename(id, title, from);
        record("post.renamed", caller, id.toString(), from);
      }
      if (rank != null) {
        if (!posts.rank(id, rank)) {
          throw OrgException.of(OrgException.Code.DATE, "rank");
        }
        audit.append(
            new AuditEvent(
                "post.ranked",
                caller.toString(),
                id.toString(),
                Map.of("rank", rank.value()),
                Map.of()));
      }
      return id;
    });
  }

  void endPost(AccountId caller, PostId id, long version, LocalDate day) {
    done(() -> {
      lockedPost(caller, id, version);
      posts.end(id, day);
      record("post.ended", caller, id.toString(), day);
      return id;
    });
  }

  /** An ended unit's identifier goes to who took over from it; else it concerns everybody. */
  private void known(
      AccountId caller, String identifier, @Nullable UnitId unit, LocalDate from, String field) {
    if (identifiers.anothers(identifier, unit, from) && !standing.decidesForAll(caller)) {
      throw OrgException.of(OrgException.Code.TAKEN, field);
    }
  }

  private Unit locked(AccountId caller, UnitId id, long version) {
    Unit present = administered.lock(caller, id).orElseThrow(ApiProblem::notFound);
    if (present.version() != version) {
      throw ApiProblem.changed();
    }
    return present;
  }

  private void lockedPost(AccountId caller, PostId id, long version) {
    Post present = administeredPosts.lock(caller, id).orElseThrow(ApiProblem::notFound);
    if (present.version() != version) {
      throw ApiProblem.changed();
    }
  }

  /** What is to be so from a later day on is a reorganisation. */
  private void notLater(LocalDate day) {
    if (day.isAfter(EffectiveDate.today(clock))) {
      throw OrgException.of(OrgException.Code.DATE, "validFrom");
    }
  }

  private interface Act<T> {
    T carryOut();
  }

  private <T> T done(Act<T> act) {
    return Objects.requireNonNull(transaction.execute(status -> act.carryOut()));
  }

  private void record(String type, AccountId by, String about, LocalDate day) {
    audit.append(
        new AuditEvent(type, by.toString(), about, Map.of("from", day.toString()), Map.of()));
  }
}
