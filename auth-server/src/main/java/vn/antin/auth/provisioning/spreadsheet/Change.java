package vn.antin.auth.provisioning.spreadsheet;

import org.jspecify.annotations.Nullable;

/**
 * One field that becomes something else. Numbers of identity cards are named, never shown.
 *
 * @param field key of the column
 * @param from null when there was nothing
 * @param to null when there will be nothing
 */
public record Change(String field, @Nullable String from, @Nullable String to) {}
