package vn.antin.admin.imports;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import vn.antin.admin.session.Callers;
import vn.antin.admin.session.DeskSession;
import vn.antin.admin.upload.FormFile;
import vn.antin.admin.upload.UploadProperties;
import vn.antin.admin.upload.Uploads;
import vn.antin.admin.upstream.Answer;
import vn.antin.admin.upstream.Caller;
import vn.antin.admin.upstream.Content;
import vn.antin.admin.upstream.Made;
import vn.antin.admin.upstream.Upstream;
import vn.antin.admin.web.Download;
import vn.antin.admin.web.FaultPage;
import vn.antin.admin.web.ListAddress;
import vn.antin.admin.web.Redirect;

/** Sends files, lists imports, hands out exports. */
@Controller
class ImportsEndpoint {
  private static final String API = "/api/imports";

  private final Upstream authServer;
  private final Callers callers;
  private final UploadProperties limits;

  ImportsEndpoint(
      @Qualifier("authServer") Upstream authServer, Callers callers, UploadProperties limits) {
    this.authServer = authServer;
    this.callers = callers;
    this.limits = limits;
  }

  @GetMapping("/imports")
  ModelAndView list(
      DeskSession session,
      @RequestParam(defaultValue = "") String after,
      HttpServletRequest request) {
    return session.administrator()
        ? page(callers.official(session, request), after, null)
        : FaultPage.of(HttpStatus.FORBIDDEN, "403");
  }

  private ModelAndView page(Caller caller, String after, @Nullable String error) {
    var units = callers.checked(authServer.get(API + "/units", caller, Import.Units.class));
    var imports =
        callers.checked(
            authServer.get(ListAddress.of(API, "", after, true), caller, Import.Listing.class));
    if (imports instanceof Answer.Granted<Import.Listing>(var listing)
        && units instanceof Answer.Granted<Import.Units>(var found)) {
      var more =
          listing.next() == null ? null : ListAddress.of("/imports", "", listing.next(), false);
      return new ModelAndView(
          "imports",
          "page",
          new ImportsPage(listing.items(), found.items(), more, limits.list().toBytes(), error));
    }
    return FaultPage.refused(
        imports instanceof Answer.Refused<Import.Listing>(var problem) ? problem.status() : 400);
  }

  @PostMapping("/imports")
  ModelAndView send(DeskSession session, HttpServletRequest request) {
    var caller = callers.official(session, request);
    return switch (Uploads.form(request, limits.list())) {
      case FormFile.Refused(String reason, int status) -> failed(caller, reason, status);
      case FormFile.Sent(var name, var stream, var fields) -> {
        var path =
            API
                + "?name="
                + Upstream.encoded(name)
                + "&unit="
                + Upstream.encoded(fields.getOrDefault("unit", ""))
                + "&complete="
                + fields.containsKey("complete")
                + "&makePosts="
                + fields.containsKey("makePosts");
        var answer =
            callers.checked(
                authServer.send(
                    path, caller, new Content(stream, -1, "application/octet-stream"), Made.class));
        yield switch (answer) {
          case Answer.Granted<Made>(var made) -> Redirect.to("/imports/" + made.id());
          case Answer.Refused<Made>(var problem) ->
              failed(
                  caller,
                  switch (problem.status()) {
                    case 413 -> "too-large";
                    case 404, 400 -> "unit";
                    default -> "missing";
                  },
                  problem.status());
        };
      }
    };
  }

  private ModelAndView failed(Caller caller, String reason, int status) {
    var view = page(caller, "", reason);
    view.setStatus(HttpStatus.valueOf(status));
    return view;
  }

  /** The list of officials, streamed from the auth-server. */
  @GetMapping("/exports/officials.{format}")
  @Nullable ModelAndView export(
      DeskSession session,
      @PathVariable String format,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    return List.of("xlsx", "csv").contains(format)
        ? file(
            "/api/exports/officials." + format, "officials." + format, session, request, response)
        : FaultPage.refused(404);
  }

  @GetMapping("/imports/template.xlsx")
  @Nullable ModelAndView template(
      DeskSession session, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    return file("/api/imports/template.xlsx", "template.xlsx", session, request, response);
  }

  private @Nullable ModelAndView file(
      String path,
      String name,
      DeskSession session,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    var answer = callers.checked(authServer.open(path, callers.official(session, request)));
    return switch (answer) {
      case Answer.Refused<Content>(var problem) -> FaultPage.refused(problem.status());
      case Answer.Granted<Content>(var content) -> {
        response.setHeader(
            HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        Download.send(
            content,
            Objects.requireNonNullElse(content.type(), MediaType.APPLICATION_OCTET_STREAM_VALUE),
            response);
        yield null;
      }
    };
  }
}
