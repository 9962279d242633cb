package vn.antin.auth.login.factor;

import vn.antin.auth.account.AccountId;

/**
 * A factor that comes down to a code which the official types, so that a recovery can ask for it as
 * well. A bean.
 */
public interface TypedCode {
  FactorKind kind();

  /** Whether this account has one. */
  boolean enrolled(AccountId account);

  /** Whether it is a right code of this account; a right one is spent. */
  boolean spend(AccountId account, String typed);
}
