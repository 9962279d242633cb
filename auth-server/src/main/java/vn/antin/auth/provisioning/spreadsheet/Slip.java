package vn.antin.auth.provisioning.spreadsheet;

import org.jspecify.annotations.Nullable;

/**
 * What an official is handed on paper. Prints nothing.
 *
 * @param code good once; shown here and never again
 */
public record Slip(
    String displayName,
    String username,
    @Nullable String unit,
    @Nullable String post,
    String code) {
  @Override
  public String toString() {
    return "Slip";
  }
}
