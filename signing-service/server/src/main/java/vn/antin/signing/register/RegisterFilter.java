package vn.antin.signing.register;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which lines of registers are wanted.
 *
 * @param query part of a title, or a number with or without its notation
 * @param after the last line of the page before
 */
public record RegisterFilter(
    @Nullable UUID unit,
    @Nullable String type,
    @Nullable Integer year,
    @Nullable String query,
    @Nullable UUID after,
    int limit) {
  public RegisterFilter {
    type = type == null ? null : Book.normal(type);
  }
}
