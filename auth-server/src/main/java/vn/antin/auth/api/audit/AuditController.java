package vn.antin.auth.api.audit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.api.ApiProblem;
import vn.antin.auth.api.Caller;
import vn.antin.auth.api.KeysetPage;

/** The log, the newest entry first. */
@RestController
final class AuditController {
  private final AuditReading reading;

  AuditController(AuditReading reading) {
    this.reading = reading;
  }

  @GetMapping("/api/audit")
  KeysetPage<AuditRow> list(
      @AuthenticationPrincipal Jwt token,
      @RequestParam(required = false) @Nullable UUID official,
      @RequestParam(required = false) @Nullable String kind,
      @RequestParam(required = false) @Nullable Instant from,
      @RequestParam(required = false) @Nullable Instant to,
      @RequestParam(required = false) @Nullable Long after,
      @RequestParam(defaultValue = "50") int limit) {
    int size = KeysetPage.size(limit);
    AccountId caller = auditor(token, reading);
    AuditQuestion question =
        new AuditQuestion(official == null ? null : new AccountId(official), kind, from, to);
    return KeysetPage.of(
        reading.find(caller, question, after, size + 1), size, row -> Long.toString(row.id()));
  }

  static AccountId auditor(Jwt token, AuditReading reading) {
    AccountId caller = Caller.of(token).account();
    if (!reading.reads(caller)) {
      throw ApiProblem.forbidden("only auditors and security administrators read the log");
    }
    return caller;
  }
}
