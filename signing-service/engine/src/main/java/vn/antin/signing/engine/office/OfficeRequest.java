package vn.antin.signing.engine.office;

import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.Level;
import vn.antin.signing.engine.Signer;

/**
 * How an office document is to be signed.
 *
 * @param level B-B, B-T, or B-LT, which in this format is XAdES-X-L; there is no B-LTA
 * @param role in which capacity, such as the post; null for not said
 * @param purpose why, shown by Office; null for not said
 */
public record OfficeRequest(
    Signer signer, Level level, @Nullable String role, @Nullable String purpose) {

  private static final int LONGEST = 1000;

  public OfficeRequest {
    if ((role != null && role.length() > LONGEST)
        || (purpose != null && purpose.length() > LONGEST)) {
      throw new IllegalArgumentException("Expected at most %d characters".formatted(LONGEST));
    }
  }
}
