package vn.antin.admin.policies;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The form of one policy.
 *
 * @param path of the page
 * @param name whose policy it is
 * @param policy what is set; nothing when there is none yet
 * @param version of what was looked at; 0 when there is none
 * @param system whether it is a system's, which may set less
 * @param saved whether it has just been saved
 * @param problem the auth-server's word for what was wrong
 */
public record PolicyPage(
    String path,
    String name,
    Policy policy,
    long version,
    boolean system,
    boolean saved,
    @Nullable String problem) {
  private static final List<String> FACTORS =
      List.of(
          "password",
          "passkey",
          "totp",
          "device",
          "certificate",
          "email-code",
          "recovery-code",
          "broker");
  private static final List<String> LEVELS =
      List.of("password", "two-factor", "phishing-resistant");

  public List<String> factors() {
    return FACTORS;
  }

  public List<String> levels() {
    return LEVELS;
  }
}
