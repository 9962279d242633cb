package vn.antin.admin.certificates;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an act will do to a certificate, before it is done.
 *
 * @param act renew, suspend, resume or revoke
 * @param reasons those that may be given for it; none are asked for to renew and to resume
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
    return ending(act);
  }

  public boolean takesNote() {
    return !act.equals("renew");
  }

  static boolean ending(String act) {
    return act.equals("suspend") || act.equals("revoke");
  }

  /** A cause of Decree 68/2024/NĐ-CP Art. 17 in the reader's language. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Reason(String code, String text, boolean revokes) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Reasons(@Nullable List<Reason> items) {}
}
