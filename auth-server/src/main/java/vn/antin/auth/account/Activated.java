package vn.antin.auth.account;

/**
 * Who has begun to use their account: from then on it is a person's, and no administrator alone may
 * come between the two. A password that a recovery took away counts as well.
 */
public final class Activated {
  /** An SQL expression: whether account {@code a} was ever opened, or is another house's. */
  public static final String ACCOUNT_A =
      """
      (a.federation IS NOT NULL
       OR EXISTS (SELECT FROM password_credential p WHERE p.account_id = a.id)
       OR EXISTS (SELECT FROM passkey p WHERE p.account_id = a.id)
       OR EXISTS (SELECT FROM totp t WHERE t.account_id = a.id)
       OR EXISTS (SELECT FROM registered_certificate c WHERE c.account_id = a.id)
       OR EXISTS (SELECT FROM upstream_link l WHERE l.account_id = a.id)
       OR EXISTS (SELECT FROM federated_identity f WHERE f.account_id = a.id)
       OR EXISTS (SELECT FROM session s WHERE s.account_id = a.id)
       OR EXISTS (SELECT FROM departure d WHERE d.account_id = a.id AND d.done_at IS NOT NULL)
       OR EXISTS (SELECT FROM account_recovery r WHERE r.account_id = a.id)
       OR EXISTS (SELECT FROM activation used
                  WHERE used.account_id = a.id
                    AND (used.consumed_at IS NOT NULL OR used.kind = 'recovery')))
      """;

  private Activated() {}
}
