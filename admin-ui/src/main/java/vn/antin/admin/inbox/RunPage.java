package vn.antin.admin.inbox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.antin.admin.approval.Approval;
import vn.antin.admin.approval.Request;

/**
 * How far an approval of many is.
 *
 * @param request what signing-service says of it; absent while nothing was handed over
 * @param left documents that are not signed, at most {@link #MOST_LEFT}
 */
public record RunPage(
    Approval approval, @Nullable Request request, List<Request.Document> left, Instant now) {
  static final int MOST_LEFT = 100;

  /** Between the answer and the first document of a run lies no more than this. */
  private static final Duration BEGINNING = Duration.ofMinutes(1);

  public RunPage {
    left = List.copyOf(left);
  }

  /** The address of the page. */
  public String path() {
    return approval.page();
  }

  public Request.Progress progress() {
    return request == null ? new Request.Progress(0, 0, 0, 0, 0) : request.counted();
  }

  /** Whether something is still being signed. */
  public boolean busy() {
    return busy(approval, request, now);
  }

  static boolean busy(Approval approval, @Nullable Request request, Instant now) {
    if (request == null || approval.state() != Approval.State.SIGNING) {
      return false;
    }
    return request.is("signing")
        || (request.counted().pending() > 0
            && approval.signingAt() != null
            && now.isBefore(approval.signingAt().plus(BEGINNING)));
  }

  /** Signed, failed or unknown: what needs no more waiting for. */
  public int ended() {
    return progress().total() - progress().pending();
  }

  public boolean allSigned() {
    return progress().total() > 0 && progress().signed() == progress().total();
  }

  public boolean moreLeft() {
    return left.size() == MOST_LEFT;
  }
}
