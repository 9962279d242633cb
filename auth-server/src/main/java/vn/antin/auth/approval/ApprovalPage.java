package vn.antin.auth.approval;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;
import vn.antin.auth.approval.asked.SignatureDetails;
import vn.antin.auth.approval.confirmation.ApprovalConfirmations;
import vn.antin.auth.approval.confirmation.Refusal;
import vn.antin.auth.login.ApplicationDirectory;
import vn.antin.auth.session.Session;
import vn.antin.auth.web.ClientAddress;
import vn.antin.auth.web.PageSecurity;

/** The page on which an official sees what will be signed, and agrees or refuses. */
@Controller
@RequestMapping("/approval")
class ApprovalPage {
  private static final Duration PREVIEW_KEPT = Duration.ofMinutes(10);

  /**
   * What the official has before them: the certificate chosen and the part of the list looked at.
   */
  record Seen(
      @Nullable UUID credential,
      @Nullable String find,
      @Nullable String group,
      @Nullable Integer page) {
    Look look() {
      return new Look(
          find == null ? "" : find, group == null ? "" : group, page == null ? 1 : page);
    }
  }

  private final ApprovalRepository repository;
  private final Approvals approvals;
  private final RequestCheck requests;
  private final ApprovalConfirmations confirmations;
  private final PasskeyApproval passkeys;
  private final ApplicationDirectory applications;
  private final InstantSource clock;

  ApprovalPage(
      ApprovalRepository repository,
      Approvals approvals,
      RequestCheck requests,
      ApprovalConfirmations confirmations,
      PasskeyApproval passkeys,
      ApplicationDirectory applications,
      InstantSource clock) {
    this.repository = repository;
    this.approvals = approvals;
    this.requests = requests;
    this.confirmations = confirmations;
    this.passkeys = passkeys;
    this.applications = applications;
    this.clock = clock;
  }

  @GetMapping
  ModelAndView show(
      @AuthenticationPrincipal Session session,
      @RequestParam UUID id,
      Seen seen,
      HttpServletRequest request) {
    Approval approval = find(session, id, request);
    if (approval.decision() != null) {
      return backToApplication(approval);
    }
    return approval.open(clock.instant())
        ? page(approval, requests.check(approval), seen, null)
        : expired(approval);
  }

  @PostMapping
  ModelAndView decide(
      @AuthenticationPrincipal Session session,
      @RequestParam UUID id,
      @RequestParam String action,
      @RequestParam(defaultValue = "") String typed,
      @RequestParam(required = false) @Nullable String response,
      Seen seen,
      HttpServletRequest request) {
    Approval approval = find(session, id, request);
    if (!approval.open(clock.instant())) {
      return show(session, id, seen, request);
    }
    return switch (action) {
      case "approve" -> approve(approval, seen, typed, response, ClientAddress.of(request));
      case "deny" -> {
        approvals.deny(approval);
        yield backToApplication(approval);
      }
      default -> throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
    };
  }

  @GetMapping("/preview")
  ResponseEntity<byte[]> preview(
      @AuthenticationPrincipal Session session,
      @RequestParam UUID id,
      @RequestParam int document,
      @RequestParam int page) {
    Approval approval =
        repository
            .find(id, session.id())
            .filter(found -> found.open(clock.instant()))
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    return requests
        .preview(approval, document, page)
        .map(png ->
            ResponseEntity.ok()
                .contentType(MediaType.IMAGE_PNG)
                .cacheControl(CacheControl.maxAge(PREVIEW_KEPT).cachePrivate())
                .body(png))
        .orElseGet(() -> ResponseEntity.notFound().build());
  }

  /** What the passkey is to sign, if what was asked for is still what signing-service holds. */
  @PostMapping("/options")
  ResponseEntity<Map<String, Object>> options(
      @AuthenticationPrincipal Session session,
      @RequestParam UUID id,
      @RequestParam(required = false) @Nullable UUID credential,
      HttpServletRequest request) {
    Approval approval = find(session, id, request);
    if (!approval.open(clock.instant())) {
      return ResponseEntity.status(HttpStatus.GONE).build();
    }
    return switch (requests.check(approval)) {
      case RequestCheck.Result.Matches(var question) ->
          question
              .details(credential)
              .map(details ->
                  ResponseEntity.ok()
                      .cacheControl(CacheControl.noStore())
                      .body(passkeys.options(approval, details)))
              .orElseGet(() -> ResponseEntity.unprocessableContent().build());
      case RequestCheck.Result.Differs(),
          RequestCheck.Result.NoCredential(),
          RequestCheck.Result.NoAuthority(_) ->
          ResponseEntity.status(HttpStatus.CONFLICT).build();
      case RequestCheck.Result.Unreachable() ->
          ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).build();
    };
  }

  private ModelAndView approve(
      Approval approval,
      Seen seen,
      String typed,
      @Nullable String response,
      ClientAddress address) {
    RequestCheck.Result held = requests.check(approval);
    if (!(held instanceof RequestCheck.Result.Matches(var question))) {
      return page(approval, held, seen, null);
    }
    Optional<SignatureDetails> chosen = question.details(seen.credential());
    if (chosen.isEmpty()) {
      return page(approval, held, seen, Refusal.of("approval.choose"));
    }
    SignatureDetails details = chosen.get();
    Refusal refusal =
        response != null
            ? passkeys.approve(approval, details, response)
            : approveTyped(approval, details, typed, address);
    if (refusal == null) {
      return backToApplication(approval);
    }
    return approval.open(clock.instant()) ? page(approval, held, seen, refusal) : expired(approval);
  }

  private @Nullable Refusal approveTyped(
      Approval approval, SignatureDetails details, String typed, ClientAddress address) {
    return switch (confirmations.check(approval.official(), typed, address)) {
      case ApprovalConfirmations.Typed.Right(var confirmation) -> {
        approvals.approve(approval, details, approvals.draft(), confirmation);
        yield null;
      }
      case ApprovalConfirmations.Typed.Refused(var refusal) -> refusal;
    };
  }

  private static ModelAndView expired(Approval approval) {
    return stopped("approval.expired", HttpStatus.GONE, approval);
  }

  private ModelAndView page(
      Approval approval, RequestCheck.Result held, Seen seen, @Nullable Refusal refused) {
    return switch (held) {
      case RequestCheck.Result.Matches(var question) -> {
        var view = new ModelAndView("approval");
        view.addObject(
            "view",
            ApprovalView.of(
                approval,
                question,
                seen.look(),
                seen.credential(),
                confirmations.method(approval.official())));
        view.addObject("refused", refused);
        view.setStatus(refused == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
        yield view;
      }
      case RequestCheck.Result.Differs() ->
          stopped("approval.differs", HttpStatus.CONFLICT, approval);
      case RequestCheck.Result.NoCredential() ->
          stopped("approval.no-credential", HttpStatus.CONFLICT, approval);
      case RequestCheck.Result.NoAuthority(var why) -> stopped(why, HttpStatus.CONFLICT, approval);
      case RequestCheck.Result.Unreachable() ->
          stopped("approval.unreachable", HttpStatus.SERVICE_UNAVAILABLE, approval);
    };
  }

  private static ModelAndView stopped(String reason, HttpStatus status, Approval approval) {
    var view = new ModelAndView("approval-stopped");
    view.addObject("reason", reason);
    view.addObject("id", approval.id());
    view.addObject("open", status != HttpStatus.GONE);
    view.setStatus(status);
    return view;
  }

  private Approval find(Session session, UUID id, HttpServletRequest request) {
    Approval approval =
        repository
            .find(id, session.id())
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    applications
        .find(approval.clientId())
        .ifPresent(client -> PageSecurity.allowFormTargets(request, client.origins()));
    return approval;
  }

  private static ModelAndView backToApplication(Approval approval) {
    var redirect = new RedirectView(approval.returnTo());
    redirect.setStatusCode(HttpStatus.SEE_OTHER);
    return new ModelAndView(redirect);
  }
}
