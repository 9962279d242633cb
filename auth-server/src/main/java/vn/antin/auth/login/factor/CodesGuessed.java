package vn.antin.auth.login.factor;

import vn.antin.auth.account.AccountId;

/**
 * Somebody who has the password types one wrong code after the other. Published inside the
 * transaction that notes it.
 *
 * @param closed whether codes of this kind count no more
 */
public record CodesGuessed(AccountId account, FactorKind kind, boolean closed) {}
