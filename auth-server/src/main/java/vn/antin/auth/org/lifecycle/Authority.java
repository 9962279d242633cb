package vn.antin.auth.org.lifecycle;

import java.time.InstantSource;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.antin.auth.account.AccountException;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.org.EffectiveDate;
import vn.antin.auth.org.Power;
import vn.antin.auth.org.Scope;
import vn.antin.auth.org.UnitId;

/** Whether an actor may do something to somebody, asked in the transaction that does it. */
@Repository
public final class Authority {
  /**
   * Of an account within the scope: whether it holds a role over a unit outside of it. Otherwise an
   * administrator of one commune could take the account of the province's over, who happens to hold
   * a post there as well.
   */
  private static final String OVER =
      Scope.units(Power.MANAGE_PEOPLE)
          + """
          SELECT EXISTS (
            SELECT FROM role_grant held
            WHERE held.account_id = a.id AND (held.valid_to IS NULL OR held.valid_to > :today)
              AND held.unit_id NOT IN (SELECT unit_id FROM scope)) OR NOT (
          """
          + Scope.NOT_ABOVE
          + ") AS mightier, "
          + Scope.WHOLE
          + """
           AS whole
          FROM account a WHERE a.id = :account AND
          """
          + Scope.ALLOWS;

  private static final String UNIT =
      Scope.units(Power.MANAGE_PEOPLE) + "SELECT EXISTS (SELECT FROM scope WHERE unit_id = :unit)";

  private static final String ROOT =
      Scope.units(Power.MANAGE_PEOPLE)
          + """
          SELECT EXISTS (SELECT FROM scope JOIN org_unit u ON u.id = scope.unit_id
                         WHERE u.parent_id IS NULL)
          """;

  private final JdbcClient jdbc;
  private final InstantSource clock;

  Authority(JdbcClient jdbc, InstantSource clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * Refuses an act upon an official's account as a whole to whoever has no power over it.
   *
   * @throws AccountException {@code NOT_FOUND} when the account does not exist or is outside the
   *     actor's scope; {@code FORBIDDEN} when it holds power that the actor has not, or has its
   *     main post outside of the scope
   */
  public void requireOver(Actor actor, AccountId account) {
    require(actor, account, true, true);
  }

  /** The same for an act upon posts: a post held besides the main one is enough. */
  void requireReach(Actor actor, AccountId account) {
    require(actor, account, false, true);
  }

  private record Found(boolean mightier, boolean whole) {}

  private void require(Actor actor, AccountId account, boolean whole, boolean hold) {
    switch (actor) {
      case Actor.Automatic _ -> {
        if (!exists(account)) {
          throw new AccountException(AccountException.Code.NOT_FOUND);
        }
      }
      case Actor.Administrator(AccountId caller) -> {
        if (hold) {
          hold(caller, account);
        }
        Found found =
            jdbc.sql(OVER)
                .param("caller", caller.value())
                .param("today", EffectiveDate.today(clock))
                .param("account", account.value())
                .query(
                    (row, number) -> new Found(row.getBoolean("mightier"), row.getBoolean("whole")))
                .optional()
                .orElseThrow(() -> new AccountException(AccountException.Code.NOT_FOUND));
        if (found.mightier()) {
          throw new AccountException(AccountException.Code.FORBIDDEN, "account", "power-elsewhere");
        }
        if (whole && !found.whole()) {
          throw new AccountException(AccountException.Code.FORBIDDEN, "account", "main-elsewhere");
        }
      }
    }
  }

  /**
   * Keeps both accounts and the administrator's roles as they are until the transaction ends, so
   * that what is asked here still holds when the act takes effect. The accounts go first, in the
   * order of their ids: two administrators who act on each other wait, and do not block.
   */
  private void hold(AccountId caller, AccountId account) {
    jdbc.sql("SELECT id FROM account WHERE id IN (:both) ORDER BY id FOR NO KEY UPDATE")
        .param("both", List.of(caller.value(), account.value()))
        .query((row, number) -> number)
        .list();
    jdbc.sql("SELECT id FROM role_grant WHERE account_id = :caller ORDER BY id FOR SHARE")
        .param("caller", caller.value())
        .query((row, number) -> number)
        .list();
  }

  /** Whether the actor may change what concerns the official, as things stand. */
  public boolean over(Actor actor, AccountId account) {
    try {
      require(actor, account, true, false);
      return true;
    } catch (AccountException e) {
      return false;
    }
  }

  /** Nobody ends their own access: that takes a second administrator. */
  void requireAnother(Actor actor, AccountId account) {
    if (actor instanceof Actor.Administrator(AccountId caller) && caller.equals(account)) {
      throw new AccountException(AccountException.Code.FORBIDDEN, "account", "self");
    }
  }

  /** Whether the actor may place people in the unit, or end what they hold there. */
  boolean over(Actor actor, UnitId unit) {
    return switch (actor) {
      case Actor.Automatic _ -> true;
      case Actor.Administrator(AccountId caller) ->
          jdbc.sql(UNIT)
              .param("caller", caller.value())
              .param("today", EffectiveDate.today(clock))
              .param("unit", unit.value())
              .query(Boolean.class)
              .single();
    };
  }

  /** Whether the actor may make officials without a post. */
  boolean overRoot(Actor actor) {
    return switch (actor) {
      case Actor.Automatic _ -> true;
      case Actor.Administrator(AccountId caller) ->
          jdbc.sql(ROOT)
              .param("caller", caller.value())
              .param("today", EffectiveDate.today(clock))
              .query(Boolean.class)
              .single();
    };
  }

  private boolean exists(AccountId account) {
    return jdbc.sql("SELECT EXISTS (SELECT FROM account WHERE id = :id)")
        .param("id", account.value())
        .query(Boolean.class)
        .single();
  }
}
