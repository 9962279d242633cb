package vn.antin.admin.check;

import org.jspecify.annotations.Nullable;

/**
 * The page about a code.
 *
 * @param code as it was typed; empty before one was
 * @param trouble a part of the keys of what to say when there is no result
 * @param compared the file that was compared with the signed one
 * @param error last part of the message key of what was wrong with the file
 * @param limit the largest file taken, in bytes
 */
public record ResultPage(
    String code,
    @Nullable CheckedResult result,
    @Nullable String trouble,
    @Nullable Compared compared,
    @Nullable String error,
    long limit) {
  /** A file, and whether it is the signed one byte by byte. */
  public record Compared(String name, boolean same) {}
}
