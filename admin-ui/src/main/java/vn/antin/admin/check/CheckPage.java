package vn.antin.admin.check;

import org.jspecify.annotations.Nullable;

/**
 * The public check.
 *
 * @param limit the largest file taken, in bytes
 * @param error last part of the message key of what was wrong with the file
 * @param name of the file that was checked
 */
public record CheckPage(long limit, @Nullable String error, String name, @Nullable Report report) {}
