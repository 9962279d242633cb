package vn.antin.auth.provisioning.spreadsheet;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What comparing a row has found.
 *
 * @param unit where the official is to be; null when the row says nothing about it
 * @param post the title as the unit writes it
 */
record Verdict(
    int position,
    RowKind kind,
    @Nullable UUID account,
    @Nullable UUID unit,
    @Nullable String unitName,
    @Nullable String post,
    @Nullable String username,
    @Nullable String seen,
    List<Change> changes,
    List<Reason> reasons) {

  static Verdict refused(int position, @Nullable UUID account, List<Reason> reasons) {
    return new Verdict(
        position, RowKind.REFUSED, account, null, null, null, null, null, List.of(), reasons);
  }

  Verdict named(String made) {
    return new Verdict(position, kind, account, unit, unitName, post, made, seen, changes, reasons);
  }
}
