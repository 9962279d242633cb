package vn.antin.auth.org.power;

import org.jspecify.annotations.Nullable;

/**
 * A proposal as an administrator may see it.
 *
 * @param proposerName null when the proposer is outside the reader's scope; so is {@code
 *     deciderName}
 * @param reason what the decider wrote
 * @param decidable whether the reader may decide on it
 */
public record ProposalView(
    Proposal proposal,
    @Nullable String aboutName,
    @Nullable String unitName,
    @Nullable String proposerName,
    @Nullable String deciderName,
    @Nullable String reason,
    boolean decidable) {}
