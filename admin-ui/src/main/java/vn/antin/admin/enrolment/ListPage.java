package vn.antin.admin.enrolment;

import org.jspecify.annotations.Nullable;

/**
 * Bringing the list of an outside authority.
 *
 * @param largest bytes that a file may have
 * @param problem why it was not taken; null for nothing
 * @param row of the list where that was found, as a spreadsheet counts; null when it is not told
 */
public record ListPage(long largest, @Nullable String problem, @Nullable String row) {}
