package vn.antin.auth.login.factor;

import java.util.List;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.session.Assurance;

/**
 * Somebody has proved to be this official.
 *
 * @param methods in the terms of RFC 8176; {@code mfa} is added where several make up a login
 * @param alone what it is worth by itself
 */
public record Proof(AccountId account, FactorKind kind, List<String> methods, Assurance alone) {
  public Proof {
    methods = List.copyOf(methods);
  }
}
