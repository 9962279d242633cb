package vn.antin.auth.org;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import vn.antin.auth.account.AccountId;

/**
 * A post to be given to an official.
 *
 * @param until the first day on which it is held no longer; null without an end
 */
public record NewAssignment(
    AccountId account,
    PostId post,
    AssignmentKind kind,
    LocalDate from,
    @Nullable LocalDate until) {
  public NewAssignment {
    if (until != null && !until.isAfter(from)) {
      throw OrgException.of(OrgException.Code.DATE, "validTo");
    }
  }
}
