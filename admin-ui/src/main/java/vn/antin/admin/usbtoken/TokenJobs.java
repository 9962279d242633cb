package vn.antin.admin.usbtoken;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import vn.antin.admin.upstream.Answer;
import vn.antin.admin.upstream.Caller;
import vn.antin.admin.upstream.Upstream;

/** Jobs of token agents at signing-service. */
@Component
class TokenJobs {
  private final Upstream signingService;

  TokenJobs(@Qualifier("signingService") Upstream signingService) {
    this.signingService = signingService;
  }

  /** Ends an older job of the request; the link is told this once. */
  Answer<Made> make(UUID request, Caller caller) {
    return signingService.post(at(request), caller, null, Made.class);
  }

  Answer<State> state(UUID request, Caller caller) {
    return signingService.get(at(request), caller, State.class);
  }

  private static String at(UUID request) {
    return "/signature-requests/" + request + "/agent-job";
  }

  /**
   * A new job.
   *
   * @param link opens the agent
   * @param later how many documents wait for another job
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Made(String link, int documents, @Nullable List<LeftOut> leftOut, int later) {
    public Made {
      leftOut = leftOut == null ? null : List.copyOf(leftOut);
    }

    /** How many cannot be signed at all. */
    public int left() {
      return leftOut == null ? 0 : leftOut.size();
    }

    @Override
    public String toString() {
      return "Made[hidden]";
    }
  }

  /** A document that is not in the job. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record LeftOut(@Nullable String documentId, @Nullable String problem) {}

  /** How far a job is. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record State(
      String state, @Nullable String because, int total, int signed, int pending, int unknown) {
    public boolean ended() {
      return state.equals("ended");
    }

    public boolean done() {
      return ended() && "done".equals(because) && signed == total;
    }
  }
}
