package vn.antin.auth.provisioning.spreadsheet;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.login.activation.Activations;
import vn.antin.auth.login.activation.Newcomers;
import vn.antin.auth.login.activation.OneTimeSecret;
import vn.antin.auth.org.EffectiveDate;
import vn.antin.auth.org.Power;
import vn.antin.auth.org.Scope;

/** Activation slips for those whom an import has made and who never opened their account. */
@Repository
public final class Slips {
  private static final String NEW_OFFICIALS =
      Scope.units(Power.MANAGE_PEOPLE)
          + """
          SELECT a.id, a.display_name, a.username, r.unit_name, r.post_title
          FROM official_import i JOIN official_import_row r ON r.import_id = i.id
          JOIN account a ON a.id = r.account_id
          WHERE i.id = :id AND r.kind = 'new' AND r.outcome = 'done'
            AND i.unit_id IN (SELECT unit_id FROM scope) AND
          """
          + Newcomers.NEW
          + " AND "
          + Scope.NOT_ABOVE
          + " AND ("
          + Scope.WHOLE
          + ") ORDER BY r.unit_name, r.position";

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Activations activations;
  private final AuditLog audit;
  private final ImportProperties properties;
  private final InstantSource clock;

  Slips(
      JdbcClient jdbc,
      TransactionTemplate transaction,
      Activations activations,
      AuditLog audit,
      ImportProperties properties,
      InstantSource clock) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.activations = activations;
    this.audit = audit;
    this.properties = properties;
    this.clock = clock;
  }

  private record Named(AccountId id, Slip slip) {}

  /** New slips; the codes of earlier ones are void. Empty when nobody is left who needs one. */
  public List<Slip> print(AccountId caller, ImportId id) {
    return transaction.execute(status -> {
      List<Named> officials =
          jdbc.sql(NEW_OFFICIALS)
              .param("caller", caller.value())
              .param("today", EffectiveDate.today(clock))
              .param("id", id.value())
              .query((row, number) ->
                  new Named(
                      new AccountId(row.getObject("id", UUID.class)),
                      new Slip(
                          row.getString("display_name"),
                          row.getString("username"),
                          row.getString("unit_name"),
                          row.getString("post_title"),
                          "")))
              .list();
      Map<AccountId, OneTimeSecret> given =
          activations.giveSlips(officials.stream().map(Named::id).toList(), properties.slips());
      if (!officials.isEmpty()) {
        audit.append(
            new AuditEvent(
                "import.slips-printed",
                caller.toString(),
                id.toString(),
                Map.of("slips", Integer.toString(officials.size())),
                Map.of()));
      }
      return officials.stream()
          .map(official -> {
            Slip slip = official.slip();
            return new Slip(
                slip.displayName(),
                slip.username(),
                slip.unit(),
                slip.post(),
                Objects.requireNonNull(given.get(official.id())).printed());
          })
          .toList();
    });
  }
}
