package vn.antin.admin.seals;

import org.jspecify.annotations.Nullable;

/**
 * The form that proposes to hand a seal over.
 *
 * @param receiver id of the clerk chosen; empty for none yet
 * @param problem why it was not proposed; null when nothing was wrong
 */
public record HandoverPage(
    SealsPage.Seal seal, String receiver, String note, @Nullable String problem) {}
