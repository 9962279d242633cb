package vn.antin.admin.certificates;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import vn.antin.admin.session.Callers;
import vn.antin.admin.session.DeskSession;
import vn.antin.admin.upstream.Answer;
import vn.antin.admin.upstream.Caller;
import vn.antin.admin.upstream.Content;
import vn.antin.admin.upstream.Upstream;
import vn.antin.admin.web.Download;
import vn.antin.admin.web.FaultPage;
import vn.antin.admin.web.Language;
import vn.antin.admin.web.Texts;

/**
 * What became of each row of a job, as a table (CSV, RFC 4180) to work through or to send back to
 * the authority whose list it was.
 */
@Controller
class JobReportEndpoint {
  private static final String API = "/certificate-jobs/";
  private static final int ROWS = 1_000;
  private static final int MOST_PAGES = 200;

  private final Upstream signingService;
  private final Callers callers;
  private final MessageSource messages;

  JobReportEndpoint(
      @Qualifier("signingService") Upstream signingService,
      Callers callers,
      MessageSource messages) {
    this.signingService = signingService;
    this.callers = callers;
    this.messages = messages;
  }

  @GetMapping("/certificates/jobs/{id}/rows.csv")
  @Nullable ModelAndView report(
      DeskSession session,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String state,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    var caller = callers.official(session, request);
    var rows = new ArrayList<Job.Row>();
    return switch (callers.checked(signingService.get(API + id, caller, Job.class))) {
      case Answer.Refused<Job>(var problem) -> FaultPage.refused(problem.status());
      case Answer.Granted<Job>(var job) -> {
        if (!read(id, Job.STATES.contains(state) ? "&state=" + state : "", caller, rows)) {
          yield FaultPage.refused(404);
        }
        var table = table(job, rows, new Texts(messages, Language.of(request))).getBytes(UTF_8);
        response.setHeader(
            HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"job-" + id + ".csv\"");
        Download.send(
            new Content(new ByteArrayInputStream(table), table.length, null),
            "text/csv;charset=utf-8",
            response);
        yield null;
      }
    };
  }

  /** All rows of that state; false when the job went out of the caller's sight meanwhile. */
  private boolean read(UUID id, String state, Caller caller, List<Job.Row> rows) {
    var after = 0;
    for (var page = 0; page < MOST_PAGES; page++) {
      var path = API + id + "/rows?limit=" + ROWS + "&after=" + after + state;
      if (!(callers.checked(signingService.get(path, caller, Job.Rows.class))
          instanceof Answer.Granted<Job.Rows>(var found))) {
        return false;
      }
      rows.addAll(Objects.requireNonNullElse(found.items(), List.of()));
      var next = found.next();
      if (next == null) {
        return true;
      }
      after = next;
    }
    // A table that lacks rows would look whole.
    throw new IllegalStateException("a job of more than " + MOST_PAGES * ROWS + " rows");
  }

  /** With the mark by which spreadsheets know UTF-8. */
  private static String table(Job job, List<Job.Row> rows, Texts t) {
    return Stream.concat(
            Stream.of(
                line(
                    t.text("certificates.job.number"),
                    t.text("certificates.holder"),
                    t.text("accounts.status"),
                    t.text("certificates.reason"))),
            rows.stream()
                .map(row ->
                    line(
                        Integer.toString(row.number()),
                        Objects.requireNonNullElse(row.holder(), ""),
                        t.textOr(
                            "certificates.job.state." + row.state() + "." + job.how(),
                            "certificates.job.state." + row.state()),
                        row.detail() == null
                            ? ""
                            : t.textOr(
                                "certificates.job.detail." + row.detail(),
                                "certificates.job.detail.other"))))
        .collect(Collectors.joining("\r\n", "\uFEFF", "\r\n"));
  }

  private static String line(String... cells) {
    return Stream.of(cells).map(JobReportEndpoint::cell).collect(Collectors.joining(","));
  }

  /** A list may bring any text as a name: none becomes a formula of the spreadsheet. */
  private static String cell(String text) {
    var plain = text.matches("(?s)[=+\\-@\\t\\r].*") ? "'" + text : text;
    return '"' + plain.replace("\"", "\"\"") + '"';
  }
}
