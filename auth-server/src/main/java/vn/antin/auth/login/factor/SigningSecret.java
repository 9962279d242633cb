package vn.antin.auth.login.factor;

import vn.antin.auth.account.AccountId;

/**
 * The secret that an official approves signatures with besides what they log in with. Whoever has
 * one proves to know it before something else takes its place: a thief of a login must not become a
 * signer. A bean.
 */
public interface SigningSecret {
  /** Whether this official has one. */
  boolean isSet(AccountId account);

  /** Whether it is this one; the attempt is counted before it is compared. */
  boolean matches(AccountId account, String typed);
}
