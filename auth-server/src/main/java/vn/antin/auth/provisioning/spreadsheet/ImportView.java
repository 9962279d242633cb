package vn.antin.auth.provisioning.spreadsheet;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.org.UnitId;

/**
 * One import as administrators see it.
 *
 * @param refusal why the whole file is refused; null when it is not
 * @param headings the headings that were understood, by the column's key
 * @param ignored headings that were not
 * @param rows how many were read so far
 * @param kinds how many rows there are of each kind; empty until they are compared
 * @param outcomes how many accepted rows came to what: done, failed, undone, kept; to-do for the
 *     rest
 * @param active active officials below the unit when it was compared
 * @param released whether a second administrator has released a mass change
 * @param undoUntil until when it can be taken back; null when it cannot
 */
public record ImportView(
    ImportId id,
    UnitId unit,
    String unitName,
    String fileName,
    boolean complete,
    boolean makePosts,
    ImportState state,
    @Nullable String refusal,
    Map<String, String> headings,
    List<String> ignored,
    int rows,
    Map<String, Integer> kinds,
    Map<String, Integer> outcomes,
    int active,
    @Nullable AccountId owner,
    @Nullable String ownerName,
    boolean released,
    Instant createdAt,
    @Nullable Instant appliedAt,
    @Nullable Instant undoUntil,
    long version) {}
