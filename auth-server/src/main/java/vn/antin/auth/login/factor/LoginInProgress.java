package vn.antin.auth.login.factor;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.antin.auth.account.AccountId;

/**
 * A login on its way.
 *
 * @param account whose it is, once a proof or an identifier is there; a proof of another is refused
 * @param clientId the application on the way to which it happens
 * @param locale the language that the page speaks
 * @param begun whether a first factor is proved: before that no second one is asked for
 * @param allowed the factors that may be proved here
 */
public record LoginInProgress(
    String id,
    @Nullable AccountId account,
    @Nullable String clientId,
    @Nullable Locale locale,
    boolean begun,
    Set<FactorKind> allowed) {
  public LoginInProgress {
    // Not Set.copyOf: an empty EnumSet has no element to tell its type, and the order is kept.
    Set<FactorKind> copy = EnumSet.noneOf(FactorKind.class);
    copy.addAll(allowed);
    allowed = Set.copyOf(copy);
  }
}
