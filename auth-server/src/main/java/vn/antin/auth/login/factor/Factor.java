package vn.antin.auth.login.factor;

import vn.antin.auth.account.AccountId;

/** One way to prove an identity. A bean. */
public interface Factor {
  FactorKind kind();

  /** Whether it may begin a login before anybody has said who they are. */
  boolean identifies();

  /** Whether this account can be asked for it. */
  boolean enrolled(AccountId account);

  /**
   * The page of its step: {@code GET page?flow=ID} shows it and its form posts back to it. A flow
   * that {@link Logins#find} does not give ends on {@link Logins#EXPIRED}.
   */
  default String page() {
    return "/login/" + kind().path();
  }
}
