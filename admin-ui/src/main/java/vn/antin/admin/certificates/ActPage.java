package vn.antin.admin.certificates;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an act will do to a certificate, before it is done.
 *
 * @param act suspend, resume or revoke
 * @param reasons those that may be given for it; none are asked for to resume
 * @param reason the one chosen
 * @param problem why it was not done; null for nothing
 */
public record ActPage(
    Certificate of,
    String act,
    List<Reason> reasons,
    String reason,
    String note,
    @Nullable String problem) {
  public ActPage {
    reasons = List.copyOf(reasons);
  }

  public boolean asksWhy() {
    return !act.equals("resume");
  }

  /** A cause of Decree 68/2024/NĐ-CP Art. 17 in the reader's language. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Reason(String code, String text, boolean revokes) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Reasons(@Nullable List<Reason> items) {}
}
