package vn.antin.auth.login.recoverycode;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the page about one's own recovery codes shows.
 *
 * @param left how many codes are left; -1 when there is no list
 * @param useful whether there is a factor that they could stand in for
 * @param madeAt when the list was made
 * @param codes the new list, shown this once; empty otherwise
 * @param download the same as a file, in an address
 */
public record RecoveryCodesPage(
    int left,
    boolean useful,
    @Nullable Instant madeAt,
    List<String> codes,
    String download,
    @Nullable String problem) {
  private static final int FEW = 3;

  public RecoveryCodesPage {
    codes = List.copyOf(codes);
  }

  /** Whether there is a list. */
  public boolean any() {
    return left >= 0;
  }

  /** Whether it is time for a new one. */
  public boolean few() {
    return any() && left <= FEW;
  }
}
