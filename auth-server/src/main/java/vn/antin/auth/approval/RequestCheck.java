package vn.antin.auth.approval;

import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Compares what an application asked for with what signing-service holds. Only a request that
 * matches in every point can be approved.
 */
@Component
class RequestCheck {
  private final SignatureDetailsParser parser;
  private final SigningService signingService;

  RequestCheck(SignatureDetailsParser parser, SigningService signingService) {
    this.parser = parser;
    this.signingService = signingService;
  }

  Result check(Approval approval) {
    SignatureDetails details = details(approval);
    return switch (signingService.find(details.requestId())) {
      case SigningService.Answer.Found(SignatureRequest request)
          when matches(approval, details, request) ->
          new Result.Matches(details, request);
      case SigningService.Answer.Found ignored -> new Result.Differs();
      case SigningService.Answer.Absent() -> new Result.Differs();
      case SigningService.Answer.Unreachable() -> new Result.Unreachable();
    };
  }

  Optional<byte[]> preview(Approval approval, int document, int page) {
    SignatureDetails details = details(approval);
    return document < 0 || document >= details.documents().size()
        ? Optional.empty()
        : signingService.preview(details.requestId(), document, page);
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

  private SignatureDetails details(Approval approval) {
    return switch (parser.parse(approval.detailsJson())) {
      case SignatureDetailsParser.Parsed.Accepted(SignatureDetails details) -> details;
      case SignatureDetailsParser.Parsed.Refused(String reason) ->
          throw new IllegalStateException("details were accepted when the question was asked");
    };
  }

  sealed interface Result {
    record Matches(SignatureDetails details, SignatureRequest request) implements Result {}

    /** Not the same document, credential, client or parameters, or no such request. */
    record Differs() implements Result {}

    record Unreachable() implements Result {}
  }
}
