package vn.antin.admin.enrolment;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What will happen for a holder, before it does.
 *
 * @param certificates as were sent, when that was refused; empty otherwise
 * @param problem why it did not happen; null for nothing
 */
public record WayPage(Way way, Holder holder, String certificates, @Nullable String problem) {
  /** The other ways that the holder may come by a certificate. */
  public List<Way> others() {
    return Stream.of(Way.values()).filter(each -> each != way).toList();
  }
}
