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
 * @param allowed the factors that count here
 */
public record LoginInProgress(
    String id,
    @Nullable AccountId account,
    @Nullable String clientId,
    @Nullable Locale locale,
    Set<FactorKind> allowed) {
  public LoginInProgress {
    // Not Set.copyOf: an empty EnumSet has no element to tell its type, and the order is kept.
    Set<FactorKind> copy = EnumSet.noneOf(FactorKind.class);
    copy.addAll(allowed);
    allowed = Set.copyOf(copy);
  }
}
