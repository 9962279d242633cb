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

/** Jobs for VGCA Sign Service at signing-service. */
@Component
public class VgcaJobs {
  private final Upstream signingService;

  VgcaJobs(@Qualifier("signingService") Upstream signingService) {
    this.signingService = signingService;
  }

  /** Ends an older job of the request; the addresses are told this once. */
  Answer<Made> make(UUID request, Caller caller) {
    return signingService.post(at(request), caller, null, Made.class);
  }

  Answer<State> state(UUID request, Caller caller) {
    return signingService.get(at(request), caller, State.class);
  }

  private static String at(UUID request) {
    return "/signature-requests/" + request + "/vgca-job";
  }

  /** A new job. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Made(
      List<Offered> documents, @Nullable List<TokenJobs.LeftOut> leftOut, int later) {
    public Made {
      documents = List.copyOf(documents);
      leftOut = leftOut == null ? null : List.copyOf(leftOut);
    }

    /** How many cannot be signed so. */
    public int left() {
      return leftOut == null ? 0 : leftOut.size();
    }
  }

  /** A document, with its two addresses. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Offered(
      int number, String name, String kind, String downloadUrl, String uploadUrl) {
    @Override
    public String toString() {
      return "Offered[" + number + "]";
    }
  }

  /** How far a job is. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record State(
      String state, @Nullable String because, int total, int signed, List<Stands> documents) {
    public State {
      documents = List.copyOf(documents);
    }

    public boolean done() {
      return signed == total;
    }

    /** Why documents were refused, each reason once. */
    public List<String> problems() {
      return documents.stream()
          .flatMap(each -> java.util.stream.Stream.ofNullable(each.problem()))
          .distinct()
          .toList();
    }
  }

  /** How a document stands. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Stands(int number, String state, @Nullable String problem) {}
}
