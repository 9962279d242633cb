package vn.antin.admin.certificates;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vn.antin.admin.web.SubjectName;

/**
 * One screenful of certificates that say something else than the units and posts do.
 *
 * @param all how many there are
 * @param more address of the next screenful, if there is one
 */
public record MismatchesPage(List<Mismatch> items, int all, @Nullable String more, boolean stale) {
  public MismatchesPage {
    items = List.copyOf(items);
  }

  /**
   * A certificate that does not fit.
   *
   * @param unit where the holder is now
   * @param namedUnit the unit that the certificate names
   * @param mismatches what does not fit, as signing-service names it
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Mismatch(
      @Nullable String id,
      @Nullable String kind,
      @Nullable String holder,
      @Nullable String unit,
      @Nullable String namedUnit,
      @Nullable String subject,
      @Nullable String state,
      List<String> mismatches) {
    public Mismatch {
      mismatches = List.copyOf(Objects.requireNonNullElse(mismatches, List.of()));
    }

    public boolean seal() {
      return "seal".equals(kind);
    }

    public String named() {
      return SubjectName.readable(subject);
    }
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Listing(@Nullable List<Mismatch> items, boolean stale) {}
}
