package vn.antin.signing.csc;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.signing.authserver.AuthServer;
import vn.antin.signing.bind.Confirmation;
import vn.antin.signing.csc.Authorization.State;
import vn.antin.signing.problem.Problem;

/**
 * Asks officials by auth-server's decoupled flow (OpenID Connect CIBA), in the name of the system
 * that asks here, and gives out activation data for what they approved: 256 random bits bound to
 * that system, behind which the token of the approval stays. Thread-safe.
 */
final class Approvals {
  private static final Logger LOG = LoggerFactory.getLogger(Approvals.class);
  private static final String GRANT = "urn:openid:params:grant-type:ciba";
  private static final Duration LONGEST = Duration.ofHours(24);
  private static final Duration SLOWER = Duration.ofSeconds(5);

  private final AuthServer authServer;
  private final AuthorizationRepository repository;
  private final AuditLog audit;
  private final TransactionOperations transaction;
  private final CscProperties properties;
  private final JsonMapper json;
  private final InstantSource time;
  private final SecureRandom random = new SecureRandom();

  Approvals(
      AuthServer authServer,
      AuthorizationRepository repository,
      AuditLog audit,
      TransactionOperations transaction,
      CscProperties properties,
      JsonMapper json,
      InstantSource time) {
    this.authServer = authServer;
    this.repository = repository;
    this.audit = audit;
    this.transaction = transaction;
    this.properties = properties;
    this.json = json;
    this.time = time;
  }

  /** Activation data, with how long it is good for. */
  record Activation(String sad, Duration left) {
    @Override
    public String toString() {
      return "Activation[" + left + "]";
    }
  }

  /** Asks the official; answers a handle. */
  String ask(Wish wish) {
    var now = time.instant();
    repository.forgetOld(now);
    if (repository.waiting(wish.clientId(), now) >= properties.openAuthorizations()) {
      throw Problem.TOO_MANY_REQUESTS.because("too many open authorizations of one client");
    }
    var answer = authServer.call("/oauth2/bc-authorize", question(wish));
    var question = answer.body().path("auth_req_id").asString("");
    if (answer.status() != 200 || question.isEmpty()) {
      throw refused(answer);
    }
    var asked =
        wish.asked(
            question,
            Duration.ofSeconds(Math.clamp(answer.body().path("interval").asLong(5), 1, 60)),
            now.plus(bounded(answer.body().path("expires_in").asLong(0))));
    var handle = secret();
    transaction.executeWithoutResult(_ -> {
      repository.add(asked, handle, now);
      tell("csc.approval-asked", asked);
    });
    return handle;
  }

  private Map<String, String> question(Wish wish) {
    var parameters = new HashMap<String, String>();
    parameters.put("scope", "openid credential");
    parameters.put("login_hint", wish.loginHint());
    parameters.put("application", wish.clientId());
    parameters.put("authorization_details", json.writeValueAsString(wish.details()));
    if (wish.message() != null) {
      parameters.put("binding_message", wish.message());
    }
    return parameters;
  }

  /** Why an official cannot be asked is auth-server's to say; its words are for the log. */
  private static RuntimeException refused(AuthServer.Answered answer) {
    var error = answer.body().path("error").asString("");
    LOG.warn("An approval could not be asked for: {} {}", answer.status(), error);
    return switch (error) {
      case "access_denied" -> CscFault.denied("The signer cannot be asked at the moment");
      case "unauthorized_client", "invalid_scope" ->
          CscFault.denied("The system may not ask for signatures");
      case "unknown_user_id", "invalid_request", "invalid_authorization_details" ->
          CscFault.invalidParameter("credentialID");
      default -> CscFault.later("Approvals cannot be asked for");
    };
  }

  /**
   * Looks what the official has said; null while nothing. Who has the approval already is given new
   * activation data, and the former ends: an answer may have been lost. They serve who owns what
   * the caller's token is bound to.
   */
  @Nullable Activation check(String handle, String clientId, Confirmation confirmation) {
    var found =
        repository
            .byHandle(handle, clientId)
            .orElseThrow(() -> CscFault.invalidParameter("handle"));
    var now = time.instant();
    var over = !now.isBefore(found.expiresAt());
    return switch (found.state()) {
      case REFUSED -> throw CscFault.denied("The signer has refused");
      case EXPIRED -> throw expired();
      case APPROVED -> {
        if (over) {
          throw expired();
        }
        yield activate(found, confirmation);
      }
      case WAITING -> {
        if (over) {
          repository.ended(found, State.EXPIRED);
          throw expired();
        }
        yield repository.turn(found, found.interval(), now) ? poll(found, confirmation) : null;
      }
    };
  }

  private @Nullable Activation poll(Authorization asked, Confirmation confirmation) {
    var answer =
        authServer.call(
            "/oauth2/token", Map.of("grant_type", GRANT, "auth_req_id", asked.question()));
    if (answer.status() == 200) {
      return approved(asked, confirmation, answer);
    }
    var error = answer.body().path("error").asString("");
    if (error.equals("authorization_pending")) {
      return null;
    }
    if (error.equals("slow_down")) {
      repository.slower(asked, asked.interval().plus(SLOWER), time.instant());
      return null;
    }
    throw notApproved(asked, error);
  }

  private CscFault notApproved(Authorization asked, String error) {
    return switch (error) {
      case "access_denied" -> {
        end(asked, State.REFUSED);
        yield CscFault.denied("The signer has refused");
      }
      case "expired_token", "invalid_grant" -> {
        end(asked, State.EXPIRED);
        yield expired();
      }
      case "unauthorized_client" -> CscFault.denied("The system may not ask for signatures");
      default -> {
        LOG.warn("An approval could not be collected: {}", error);
        yield CscFault.later("The approval cannot be collected");
      }
    };
  }

  private @Nullable Activation approved(
      Authorization asked, Confirmation confirmation, AuthServer.Answered answer) {
    var token = answer.body().path("access_token").asString("");
    if (token.isEmpty()) {
      throw CscFault.later("The approval cannot be collected");
    }
    var expiry = time.instant().plus(bounded(answer.body().path("expires_in").asLong(0)));
    transaction.executeWithoutResult(_ -> {
      if (repository.approved(asked, token, expiry)) {
        tell("csc.approval-collected", asked);
      }
    });
    return repository
        .find(asked.id())
        .filter(each -> each.state() == State.APPROVED)
        .map(each -> activate(each, confirmation))
        .orElse(null);
  }

  private void end(Authorization asked, State state) {
    transaction.executeWithoutResult(_ -> {
      if (repository.ended(asked, state)) {
        tell("csc.approval-" + state.name().toLowerCase(java.util.Locale.ROOT), asked);
      }
    });
  }

  private Activation activate(Authorization approved, Confirmation confirmation) {
    var sad = secret();
    var now = time.instant();
    transaction.executeWithoutResult(_ -> {
      if (!repository.lock(approved)) {
        throw expired();
      }
      repository.give(approved, sad, confirmation, now);
      tell("csc.sad-given", approved);
    });
    return new Activation(sad, Duration.between(now, approved.expiresAt()));
  }

  /** The same rights under new activation data; the former ends. */
  Activation renew(Authorization approved, Confirmation confirmation) {
    return activate(approved, confirmation);
  }

  /** The approval behind activation data that this system was given, for a token so bound. */
  Authorization activated(String sad, String clientId, Confirmation confirmation) {
    var found =
        repository
            .bySad(sad, clientId, confirmation)
            .orElseThrow(() -> CscFault.invalidParameter("SAD"));
    if (!time.instant().isBefore(found.expiresAt())) {
      throw CscFault.invalid("SAD expired");
    }
    return found;
  }

  /**
   * Ends activation data and the approval behind it: its handle gives out no more. Gives the
   * approval as it was; empty when it is none of this system's.
   */
  Optional<Authorization> revoke(String sad, String clientId) {
    var found = repository.bySad(sad, clientId);
    found.ifPresent(each ->
        transaction.executeWithoutResult(_ -> {
          repository.revoke(each.id(), time.instant());
          tell("csc.sad-revoked", each);
        }));
    return found;
  }

  private static CscFault expired() {
    return new CscFault(400, "expired_token", "The approval has expired");
  }

  private static Duration bounded(long seconds) {
    return Duration.ofSeconds(Math.clamp(seconds, 0, LONGEST.toSeconds()));
  }

  private String secret() {
    var bytes = new byte[32];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private void tell(String type, Authorization about) {
    audit.append(
        new AuditEvent(
            type,
            about.clientId(),
            about.id().toString(),
            Map.of(
                "official", about.official().toString(),
                "credential", about.credential().toString(),
                "hashes", Integer.toString(about.hashes().size())),
            Map.of()));
  }
}
