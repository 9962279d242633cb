package vn.antin.auth.api.audit;

import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.auth.account.AccountId;

/**
 * The log as a table (RFC 4180, UTF-8 with a byte order mark, as spreadsheets want it), written as
 * it is read. That it was taken out is an entry of the log.
 */
@RestController
final class AuditExportController {
  private static final int STEP = 500;
  private static final int MOST = 200_000;
  private static final String STARTS_FORMULA = "=+-@\t\r";

  private final AuditReading reading;
  private final AuditLog audit;

  AuditExportController(AuditReading reading, AuditLog audit) {
    this.reading = reading;
    this.audit = audit;
  }

  @GetMapping("/api/audit/export")
  void export(
      @AuthenticationPrincipal Jwt token,
      @RequestParam(required = false) @Nullable UUID official,
      @RequestParam(required = false) @Nullable String kind,
      @RequestParam(required = false) @Nullable Instant from,
      @RequestParam(required = false) @Nullable Instant to,
      HttpServletResponse response)
      throws IOException {
    AccountId caller = AuditController.auditor(token, reading);
    AuditQuestion question =
        new AuditQuestion(official == null ? null : new AccountId(official), kind, from, to);
    List<AuditRow> rows = reading.find(caller, question, null, STEP);
    append(caller, question);
    response.setContentType("text/csv;charset=utf-8");
    response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"audit.csv\"");
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    try (Writer table =
        new BufferedWriter(
            new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8))) {
      table.write('\ufeff');
      line(
          table,
          "id",
          "at",
          "kind",
          "actor",
          "actorName",
          "object",
          "objectName",
          "facts",
          "personal");
      for (int written = 0; !rows.isEmpty() && written < MOST; ) {
        for (AuditRow row : rows) {
          write(table, row);
        }
        written += rows.size();
        rows =
            rows.size() < STEP
                ? List.of()
                : reading.find(caller, question, rows.getLast().id(), STEP);
      }
    }
  }

  private void append(AccountId caller, AuditQuestion question) {
    Map<String, String> facts = new HashMap<>();
    if (question.official() != null) {
      facts.put("official", question.official().toString());
    }
    if (question.kind() != null) {
      facts.put("kind", question.kind());
    }
    if (question.from() != null) {
      facts.put("from", question.from().toString());
    }
    if (question.to() != null) {
      facts.put("to", question.to().toString());
    }
    audit.append(new AuditEvent("audit.exported", caller.toString(), null, facts, Map.of()));
  }

  private static void write(Writer table, AuditRow row) throws IOException {
    line(
        table,
        Long.toString(row.id()),
        row.at().toString(),
        row.kind(),
        Objects.requireNonNullElse(row.actor(), ""),
        Objects.requireNonNullElse(row.actorName(), ""),
        Objects.requireNonNullElse(row.object(), ""),
        Objects.requireNonNullElse(row.objectName(), ""),
        together(row.facts()),
        together(row.personal()));
  }

  private static String together(Map<String, String> values) {
    return values.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(value -> value.getKey() + "=" + value.getValue())
        .collect(Collectors.joining("; "));
  }

  /** A cell that a spreadsheet would take for a formula is a text. */
  private static void line(Writer table, String... cells) throws IOException {
    for (int i = 0; i < cells.length; i++) {
      String cell = cells[i];
      if (!cell.isEmpty() && STARTS_FORMULA.indexOf(cell.charAt(0)) >= 0) {
        cell = "'" + cell;
      }
      table.write(i == 0 ? "\"" : ",\"");
      table.write(cell.replace("\"", "\"\""));
      table.write('"');
    }
    table.write("\r\n");
  }
}
