package vn.antin.auth.approval;

import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.antin.auth.approval.asked.SignatureDetails;
import vn.antin.auth.approval.asked.Source;
import vn.antin.auth.approval.asked.Wish;

/**
 * Compares what an application asked for with what signing-service holds. Only a request that
 * matches in every point can be approved.
 */
@Component
class RequestCheck {
  private final Approvals approvals;
  private final SigningService signingService;

  RequestCheck(Approvals approvals, SigningService signingService) {
    this.approvals = approvals;
    this.signingService = signingService;
  }

  Result check(Approval approval) {
    Wish wish = approvals.wish(approval);
    Source source = wish.source();
    if (source == null || wish.credential().id() == null) {
      return new Result.Differs();
    }
    SignatureDetails details = wish.with(wish.credential().id());
    return switch (signingService.find(source.requestId())) {
      case SigningService.Answer.Found(SignatureRequest request)
          when matches(approval, details, request) ->
          new Result.Matches(details, request);
      case SigningService.Answer.Found ignored -> new Result.Differs();
      case SigningService.Answer.Absent() -> new Result.Differs();
      case SigningService.Answer.Unreachable() -> new Result.Unreachable();
    };
  }

  Optional<byte[]> preview(Approval approval, int document, int page) {
    Wish wish = approvals.wish(approval);
    Source source = wish.source();
    return source == null || document < 0 || document >= wish.hashes().size()
        ? Optional.empty()
        : signingService.preview(source.requestId(), document, page);
  }

  private static boolean matches(
      Approval approval, SignatureDetails details, SignatureRequest request) {
    boolean mayUse =
        switch (request.kind()) {
          case OFFICIAL -> approval.official().value().equals(request.officialId());
          // Custody of a seal is signing-service's to know; it is checked again when spending.
          case SEAL -> true;
        };
    return mayUse && request.matches(details, approval.clientId());
  }

  sealed interface Result {
    record Matches(SignatureDetails details, SignatureRequest request) implements Result {}

    /** Not the same document, credential, client or parameters, or no such request. */
    record Differs() implements Result {}

    record Unreachable() implements Result {}
  }
}
