package vn.antin.admin.audit;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriComponentsBuilder;
import vn.antin.admin.session.Callers;
import vn.antin.admin.session.DeskSession;
import vn.antin.admin.upstream.Answer;
import vn.antin.admin.upstream.Content;
import vn.antin.admin.upstream.Upstream;
import vn.antin.admin.web.Download;
import vn.antin.admin.web.FaultPage;
import vn.antin.admin.web.Texts;

/** The log on a page and as a file. */
@Controller
class AuditEndpoint {
  private final Upstream authServer;
  private final Callers callers;

  AuditEndpoint(@Qualifier("authServer") Upstream authServer, Callers callers) {
    this.authServer = authServer;
    this.callers = callers;
  }

  @GetMapping("/audit")
  ModelAndView show(
      DeskSession session,
      @RequestParam(defaultValue = "") String official,
      @RequestParam(defaultValue = "") String kind,
      @RequestParam(defaultValue = "") String from,
      @RequestParam(defaultValue = "") String to,
      @RequestParam(required = false) @Nullable Long after,
      HttpServletRequest request) {
    var question = new AuditPage.Question(official.strip(), kind.strip(), from, to);
    var asked = asked("/api/audit", question).queryParam("limit", 50);
    if (after != null) {
      asked.queryParam("after", after);
    }
    var answer =
        callers.checked(
            authServer.get(
                asked.encode().toUriString(),
                callers.official(session, request),
                AuditPage.Listing.class));
    return switch (answer) {
      case Answer.Refused<AuditPage.Listing>(var refusal) -> FaultPage.refused(refusal.status());
      case Answer.Granted<AuditPage.Listing>(var listing) ->
          new ModelAndView(
              "audit",
              "page",
              new AuditPage(
                  question,
                  Objects.requireNonNullElse(listing.items(), List.of()),
                  listing.next() == null
                      ? null
                      : address("/audit", question)
                          .queryParam("after", listing.next())
                          .encode()
                          .toUriString(),
                  address("/audit/export", question).encode().toUriString()));
    };
  }

  @GetMapping("/audit/export")
  @Nullable ModelAndView export(
      DeskSession session,
      @RequestParam(defaultValue = "") String official,
      @RequestParam(defaultValue = "") String kind,
      @RequestParam(defaultValue = "") String from,
      @RequestParam(defaultValue = "") String to,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    var question = new AuditPage.Question(official.strip(), kind.strip(), from, to);
    var answer =
        callers.checked(
            authServer.open(
                asked("/api/audit/export", question).encode().toUriString(),
                callers.official(session, request)));
    switch (answer) {
      case Answer.Refused<Content>(var refusal) -> {
        return FaultPage.refused(refusal.status());
      }
      case Answer.Granted<Content>(var table) -> {
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"audit.csv\"");
        Download.send(table, "text/csv;charset=utf-8", response);
        return null;
      }
    }
  }

  /** The question to the auth-server: days become moments, the last day is meant whole. */
  private static UriComponentsBuilder asked(String path, AuditPage.Question question) {
    return address(
        path,
        new AuditPage.Question(
            question.official(),
            question.kind(),
            start(question.from(), 0),
            start(question.to(), 1)));
  }

  private static UriComponentsBuilder address(String path, AuditPage.Question question) {
    var address = UriComponentsBuilder.fromPath(path);
    put(address, "official", question.official());
    put(address, "kind", question.kind());
    put(address, "from", question.from());
    put(address, "to", question.to());
    return address;
  }

  private static void put(UriComponentsBuilder address, String name, String value) {
    if (!value.isEmpty()) {
      address.queryParam(name, value);
    }
  }

  private static String start(String day, int later) {
    if (day.isEmpty()) {
      return "";
    }
    try {
      return LocalDate.parse(day)
          .plusDays(later)
          .atStartOfDay(Texts.VIETNAM)
          .toInstant()
          .toString();
    } catch (DateTimeException e) {
      return "";
    }
  }
}
