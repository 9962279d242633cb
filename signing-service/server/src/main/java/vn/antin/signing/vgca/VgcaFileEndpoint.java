package vn.antin.signing.vgca;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.MessageSource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.web.Throttle;

/** The program's side, without access tokens: the address itself is the permission, once. */
@RestController
final class VgcaFileEndpoint {
  static final String FILES = "/vgca/files/";
  static final String RETURNS = "/vgca/returns/";

  private final VgcaFiles files;
  private final VgcaReturns returns;
  private final Throttle throttle;
  private final MessageSource texts;
  private final boolean numericStatus;

  VgcaFileEndpoint(
      VgcaFiles files,
      VgcaReturns returns,
      Throttle vgcaThrottle,
      MessageSource texts,
      VgcaProperties properties) {
    this.files = files;
    this.returns = returns;
    this.throttle = vgcaThrottle;
    this.texts = texts;
    this.numericStatus = properties.numericStatus();
  }

  @GetMapping(FILES + "{name}.pdf")
  void hand(HttpServletRequest request, HttpServletResponse response, @PathVariable String name)
      throws IOException {
    throttle.count(request);
    if (!request.getMethod().equals("GET")) {
      throw Problem.METHOD_NOT_ALLOWED.because("a look would use the address up");
    }
    var content = files.hand(name);
    response.setContentType(MediaType.APPLICATION_PDF_VALUE);
    response.setContentLengthLong(content.length());
    response.setHeader(HttpHeaders.CACHE_CONTROL, CacheControl.noStore().getHeaderValue());
    response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"document.pdf\"");
    content.transferTo(response.getOutputStream());
  }

  /**
   * The signed file, as a form's file or as it is. A refusal is an answer of the protocol: the
   * program shows its message to the official.
   */
  @PostMapping(RETURNS + "{name}")
  ResponseEntity<Map<String, Object>> take(HttpServletRequest request, @PathVariable String name)
      throws IOException {
    throttle.count(request);
    var refusal = returns.take(name, request);
    var answer = new LinkedHashMap<String, Object>();
    answer.put("Status", status(refusal == null));
    answer.put(
        "Message",
        refusal == null
            ? ""
            : texts.getMessage(
                "problem." + refusal.code() + ".detail", null, Locale.forLanguageTag("vi")));
    answer.put("FileName", refusal == null ? "document.pdf" : "");
    answer.put("FileServer", refusal == null ? "document.pdf" : "");
    return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(answer);
  }

  private Object status(boolean good) {
    return numericStatus ? (Object) (good ? 0 : 1) : (Object) good;
  }
}
