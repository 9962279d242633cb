package vn.antin.admin.dossiers;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import vn.antin.admin.session.Callers;
import vn.antin.admin.session.DeskSession;
import vn.antin.admin.upstream.Answer;
import vn.antin.admin.upstream.Upstream;
import vn.antin.admin.web.FaultPage;

/** How many results units had signed: a chart, a table and a file. */
@Controller
class FiguresEndpoint {
  private final Upstream signingService;
  private final Callers callers;

  FiguresEndpoint(@Qualifier("signingService") Upstream signingService, Callers callers) {
    this.signingService = signingService;
    this.callers = callers;
  }

  @GetMapping("/dossiers/figures")
  ModelAndView show(
      DeskSession session,
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to,
      HttpServletRequest request) {
    return switch (figures(session, from, to, request)) {
      case Answer.Granted<FiguresPage.Figures>(var figures) ->
          new ModelAndView("dossier-figures", "page", FiguresPage.of(figures));
      case Answer.Refused<FiguresPage.Figures> refused -> FaultPage.refused(refused);
    };
  }

  /** With a byte order mark, so that spreadsheets read Vietnamese. */
  @GetMapping("/dossiers/figures.csv")
  ResponseEntity<byte[]> file(
      DeskSession session,
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to,
      HttpServletRequest request) {
    return switch (figures(session, from, to, request)) {
      case Answer.Granted<FiguresPage.Figures>(var figures) ->
          ResponseEntity.ok()
              .contentType(new MediaType("text", "csv", UTF_8))
              .header(
                  HttpHeaders.CONTENT_DISPOSITION,
                  ContentDisposition.attachment().filename("ket-qua-ho-so.csv").build().toString())
              .body(csv(FiguresPage.of(figures)).getBytes(UTF_8));
      case Answer.Refused<FiguresPage.Figures>(var problem) ->
          ResponseEntity.status(problem.status()).build();
    };
  }

  private Answer<FiguresPage.Figures> figures(
      DeskSession session, @Nullable String from, @Nullable String to, HttpServletRequest request) {
    var first = day(from);
    var last = day(to);
    return callers.checked(
        signingService.get(
            "/dossier-figures?x"
                + (first == null ? "" : "&from=" + first)
                + (last == null ? "" : "&to=" + last),
            callers.official(session, request),
            FiguresPage.Figures.class));
  }

  private static @Nullable LocalDate day(@Nullable String text) {
    try {
      return text == null || text.isBlank() ? null : LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  private static String csv(FiguresPage page) {
    var lines = new StringBuilder("\uFEFFunit_id,unit,day,signed,by_standing_order\r\n");
    for (var row : page.rows()) {
      lines
          .append(row.unit())
          .append(',')
          .append(cell(row.name()))
          .append(',')
          .append(row.day())
          .append(',')
          .append(row.signed())
          .append(',')
          .append(row.byOrder())
          .append("\r\n");
    }
    return lines.toString();
  }

  /** Quoted (RFC 4180); no spreadsheet takes it for a formula. */
  private static String cell(String text) {
    var safe = text.isEmpty() || "=+-@\t\r".indexOf(text.charAt(0)) < 0 ? text : "'" + text;
    return '"' + safe.replace("\"", "\"\"") + '"';
  }
}
