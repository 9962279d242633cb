package vn.antin.auth.org.delegation;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.org.PostId;
import vn.antin.auth.org.UnitId;

/**
 * What is to be recorded.
 *
 * @param unit in whose name the documents go out
 * @param delegator null for the one official who heads the unit
 * @param delegatePost the post that the delegate must hold; null for the one by which they qualify
 * @param matters what may be signed, in words
 * @param documentTypes the same as a list; empty for no such limit
 * @param from the first day
 * @param to the first day after it; null without an end
 */
public record NewDelegation(
    SigningForm form,
    UnitId unit,
    @Nullable AccountId delegator,
    AccountId delegate,
    @Nullable PostId delegatePost,
    String matters,
    List<String> documentTypes,
    DelegationDocument document,
    LocalDate from,
    @Nullable LocalDate to) {
  public NewDelegation {
    documentTypes = List.copyOf(documentTypes);
  }
}
