package vn.antin.admin.home;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * signing-service's notice that a certificate ends soon.
 *
 * @param role why the official is told: holder, administrator or clerk
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ExpiryNotice(
    long number,
    @Nullable String role,
    @Nullable String certificate,
    @Nullable String holder,
    @Nullable Instant validTo) {
  /**
   * The latest notice of each certificate in each role, as far as it was not put away.
   *
   * @param more whether there are further ones
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Listing(@Nullable List<ExpiryNotice> items, boolean more) {}
}
