package vn.antin.admin.recovery;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * A slip to print: shown this once.
 *
 * @param id of the official
 * @param address where the code is typed in
 */
public record SlipPage(String id, String address, Slip slip) {
  /** What stands on it. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Slip(String code, String username, String displayName, String expiresAt) {
    @Override
    public String toString() {
      return "Slip[" + username + "]";
    }
  }
}
