package vn.antin.auth.provisioning.spreadsheet;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One row as administrators see it.
 *
 * @param position its number in the file; for who is missing there, a number after the last
 * @param kind null until it is compared
 * @param account whom it is about; null while there is no account
 * @param outcome done, failed, undone or kept; null while nothing has been tried
 */
public record RowView(
    int position,
    @Nullable RowKind kind,
    String displayName,
    @Nullable String username,
    @Nullable String unit,
    @Nullable UUID account,
    List<Change> changes,
    List<Reason> reasons,
    boolean accepted,
    @Nullable String outcome) {}
