package vn.antin.auth.login;

import java.util.function.Supplier;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.account.CredentialChanged;
import vn.antin.auth.account.CredentialChanged.Change;
import vn.antin.auth.account.FactorsReset;
import vn.antin.auth.account.NationalIdCorrected;

/**
 * Takes back what begun logins have proved when it was proved with something that is no more: who
 * had the old password at hand shall not wait with it for a second step.
 */
@Component
final class StaleProofs {
  private static final ScopedValue<String> SPARED = ScopedValue.newInstance();

  private final JdbcClient jdbc;

  StaleProofs(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Makes a change that belongs to this login, which goes on with what was proved in it. */
  static <T> T sparing(LoginFlow flow, Supplier<T> change) {
    return ScopedValue.where(SPARED, flow.id()).call(change::get);
  }

  @EventListener
  void changed(CredentialChanged changed) {
    boolean stale =
        switch (changed.kind()) {
          case PASSWORD -> true;
          case PASSKEY, TOTP, RECOVERY_CODES, CERTIFICATE, UPSTREAM ->
              changed.change() == Change.REVOKED;
          case SIGNING_PIN, APPLICATION_PASSWORD -> false;
        };
    if (stale) {
      forget(changed.account());
    }
  }

  /** A certificate or a login elsewhere may have named the old number. */
  @EventListener
  void corrected(NationalIdCorrected corrected) {
    forget(corrected.account());
  }

  @EventListener
  void reset(FactorsReset reset) {
    forget(reset.account());
  }

  /** The change ends sessions as well, so what the spared login took over from one goes too. */
  private void forget(AccountId account) {
    jdbc.sql(
            """
            UPDATE login_flow
            SET proofs = CASE WHEN id = :spared THEN
                  (SELECT coalesce(jsonb_agg(one), '[]') FROM jsonb_array_elements(proofs) AS one
                   WHERE one ->> 'held' = 'false')
                  ELSE '[]' END,
                account_id = CASE WHEN bound OR id = :spared THEN account_id END
            WHERE account_id = :account AND consumed_at IS NULL
            """)
        .param("spared", SPARED.isBound() ? SPARED.get() : "")
        .param("account", account.value())
        .update();
  }
}
