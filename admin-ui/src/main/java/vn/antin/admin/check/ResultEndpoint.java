package vn.antin.admin.check;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import vn.antin.admin.check.ResultPage.Compared;
import vn.antin.admin.session.Callers;
import vn.antin.admin.upload.Upload;
import vn.antin.admin.upload.UploadProperties;
import vn.antin.admin.upload.Uploads;
import vn.antin.admin.upstream.Answer;
import vn.antin.admin.upstream.Upstream;

/** Where the QR code of a result leads. Files are compared here as they arrive and not kept. */
@Controller
class ResultEndpoint {
  private final Upstream signingService;
  private final Callers callers;
  private final UploadProperties limits;

  ResultEndpoint(
      @Qualifier("signingService") Upstream signingService,
      Callers callers,
      UploadProperties limits) {
    this.signingService = signingService;
    this.callers = callers;
    this.limits = limits;
  }

  /** For a code that is typed. */
  @GetMapping("/kt")
  ModelAndView form(
      @RequestParam(required = false) @Nullable String code, HttpServletRequest request) {
    return code == null || code.isBlank()
        ? page(200, "", null, null, null, null)
        : show(code.strip(), request, null, null);
  }

  @GetMapping("/kt/{code}")
  ModelAndView result(@PathVariable String code, HttpServletRequest request) {
    return show(code, request, null, null);
  }

  @PostMapping("/kt/{code}")
  ModelAndView compare(@PathVariable String code, HttpServletRequest request) {
    return switch (Uploads.open(request, limits.document())) {
      case Upload.Refused(var reason, _) -> show(code, request, null, reason);
      case Upload.Pdf pdf -> compare(code, request, pdf);
    };
  }

  private ModelAndView compare(String code, HttpServletRequest request, Upload.Pdf pdf) {
    try {
      return show(code, request, new Sent(pdf.name(), sha256(pdf.stream())), null);
    } catch (IOException e) {
      var failure = pdf.stream().failure();
      return show(code, request, null, failure == null ? "interrupted" : failure);
    }
  }

  private record Sent(String name, String sha256) {}

  private static String sha256(InputStream file) throws IOException {
    try (var digesting = new DigestInputStream(file, MessageDigest.getInstance("SHA-256"))) {
      digesting.transferTo(java.io.OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digesting.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private ModelAndView show(
      String code, HttpServletRequest request, @Nullable Sent sent, @Nullable String error) {
    var answer =
        callers.checked(
            signingService.get(
                "/v1/check/" + Upstream.encoded(code),
                callers.anybody(request),
                CheckedResult.class));
    return switch (answer) {
      case Answer.Granted<CheckedResult>(var result) ->
          page(
              error == null ? 200 : 422,
              code,
              result,
              null,
              sent == null
                  ? null
                  : new Compared(sent.name(), sent.sha256().equals(result.sha256())),
              error);
      case Answer.Refused<CheckedResult>(var problem) ->
          problem.status() == 429
              ? page(429, code, null, "busy", null, null)
              : page(404, code, null, "unknown", null, null);
    };
  }

  private ModelAndView page(
      int status,
      String code,
      @Nullable CheckedResult result,
      @Nullable String trouble,
      @Nullable Compared compared,
      @Nullable String error) {
    var view =
        new ModelAndView(
            "result",
            "page",
            new ResultPage(code, result, trouble, compared, error, limits.document().toBytes()));
    view.setStatus(HttpStatusCode.valueOf(status));
    return view;
  }
}
