package vn.antin.auth.approval;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import vn.antin.auth.approval.asked.Source;
import vn.antin.auth.approval.asked.Wish;

/**
 * Compares what an application asked for with what signing-service holds. Only a request that
 * matches in every point can be approved, and hashes only with a certificate that the official may
 * sign with now.
 */
@Component
class RequestCheck {
  private final Approvals approvals;
  private final SigningService signingService;
  private final AuthorityCheck authorities;

  RequestCheck(Approvals approvals, SigningService signingService, AuthorityCheck authorities) {
    this.approvals = approvals;
    this.signingService = signingService;
    this.authorities = authorities;
  }

  Result check(Approval approval) {
    Wish wish = approvals.wish(approval);
    Source source = wish.source();
    return source == null ? hashes(approval, wish) : request(approval, wish, source);
  }

  private Result request(Approval approval, Wish wish, Source source) {
    return switch (signingService.find(source.requestId())) {
      case SigningService.Answer.Found(SignatureRequest request)
          when matches(approval, wish, request) ->
          authorised(approval, wish, request);
      case SigningService.Answer.Found ignored -> new Result.Differs();
      case SigningService.Answer.Absent() -> new Result.Differs();
      case SigningService.Answer.Unreachable() -> new Result.Unreachable();
    };
  }

  private Result authorised(Approval approval, Wish wish, SignatureRequest request) {
    return switch (authorities.check(approval.official(), request)) {
      case AuthorityCheck.Result.Holds(var stated) ->
          new Result.Matches(
              new Question(
                  wish,
                  request,
                  List.of(
                      new UsableCredential(
                          request.credentialId(), request.kind(), request.certificate(), null)),
                  stated));
      case AuthorityCheck.Result.Lacks(var why) -> new Result.NoAuthority(why);
    };
  }

  private Result hashes(Approval approval, Wish wish) {
    return signingService
        .usable(approval.official().value(), wish.credential())
        .<Result>map(usable ->
            usable.isEmpty()
                ? new Result.NoCredential()
                : new Result.Matches(new Question(wish, null, usable, List.of())))
        .orElseGet(Result.Unreachable::new);
  }

  Optional<byte[]> preview(Approval approval, int document, int page) {
    Wish wish = approvals.wish(approval);
    Source source = wish.source();
    return source == null || document < 0 || document >= wish.hashes().size()
        ? Optional.empty()
        : signingService.preview(source.requestId(), document, page);
  }

  private static boolean matches(Approval approval, Wish wish, SignatureRequest request) {
    boolean mayUse =
        switch (request.kind()) {
          case OFFICIAL -> approval.official().value().equals(request.officialId());
          // Custody of a seal is signing-service's to know; it is checked again when spending.
          case SEAL -> true;
        };
    UUID asked = wish.credential().id();
    return mayUse && asked != null && request.matches(wish.with(asked), approval.clientId());
  }

  sealed interface Result {
    record Matches(Question question) implements Result {}

    /** Not the same document, credential, client or parameters, or no such request. */
    record Differs() implements Result {}

    /** The official has no certificate of what was asked for, or may not use it now. */
    record NoCredential() implements Result {}

    /**
     * The official may not sign by the right that the request states.
     *
     * @param why key of the sentence that says so
     */
    record NoAuthority(String why) implements Result {}

    record Unreachable() implements Result {}
  }
}
