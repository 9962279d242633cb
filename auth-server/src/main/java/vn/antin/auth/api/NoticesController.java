package vn.antin.auth.api;

import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.org.Standing;
import vn.antin.auth.outbox.Notice;
import vn.antin.auth.outbox.Notices;
import vn.antin.auth.outbox.RecipientReport;

/** How messages to other systems fare, for those who administer the whole installation. */
@RestController
final class NoticesController {
  private static final int MOST = 200;

  private final Notices notices;
  private final Standing standing;
  private final AuditLog audit;
  private final TransactionTemplate transaction;

  NoticesController(
      Notices notices, Standing standing, AuditLog audit, TransactionTemplate transaction) {
    this.notices = notices;
    this.standing = standing;
    this.audit = audit;
    this.transaction = transaction;
  }

  /**
   * @param confirmed systems that have confirmed everything
   * @param systems all to whom something was sent lately
   */
  record Overview(int confirmed, int systems, List<RecipientReport> items) {}

  record Unconfirmed(List<Notice> items) {}

  record Retried(int retried) {}

  @GetMapping("/api/notices")
  Overview overview(@AuthenticationPrincipal Jwt token) {
    allowed(token);
    List<RecipientReport> items = notices.recipients();
    int confirmed = (int) items.stream().filter(RecipientReport::confirmed).count();
    return new Overview(confirmed, items.size(), items);
  }

  @GetMapping("/api/notices/{kind}/{recipient}")
  Unconfirmed unconfirmed(
      @AuthenticationPrincipal Jwt token,
      @PathVariable String kind,
      @PathVariable String recipient) {
    allowed(token);
    return new Unconfirmed(notices.unconfirmed(kind, recipient, MOST));
  }

  @PostMapping("/api/notices/{kind}/{recipient}/retry")
  Retried retry(
      @AuthenticationPrincipal Jwt token,
      @PathVariable String kind,
      @PathVariable String recipient) {
    AccountId caller = allowed(token);
    return new Retried(
        transaction.execute(status -> {
          int retried = notices.retry(kind, recipient);
          audit.append(
              new AuditEvent(
                  "outbox.retried",
                  caller.toString(),
                  recipient,
                  Map.of("kind", kind, "messages", Integer.toString(retried)),
                  Map.of()));
          return retried;
        }));
  }

  private AccountId allowed(Jwt token) {
    AccountId caller = Caller.of(token).account();
    if (!standing.decidesForAll(caller)) {
      throw new ResponseStatusException(
          HttpStatus.FORBIDDEN, "only a security administrator of the whole may see this");
    }
    return caller;
  }
}
