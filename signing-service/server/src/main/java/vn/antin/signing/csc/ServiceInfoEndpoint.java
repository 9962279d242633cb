package vn.antin.signing.csc;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.antin.signing.authserver.AuthServer;
import vn.antin.signing.signature.FileSigner;
import vn.antin.signing.timestamp.TimeStamps;
import vn.antin.signing.web.WebProperties;

/** Method {@code info}: what this service is and offers, to anybody. */
@RestController
final class ServiceInfoEndpoint {
  /** A seal: a ring with a star. */
  private static final String LOGO_SVG =
      """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" width="64" height="64">\
      <circle cx="32" cy="32" r="27" fill="none" stroke="#b3261e" stroke-width="5"/>\
      <path fill="#b3261e" d="m32 14 4.7 13.2 14 .4-11.1 8.5 4 13.4L32 41.6l-11.6 7.9 4-13.4\
      -11.1-8.5 14-.4z"/></svg>
      """;

  private final CscProperties properties;
  private final WebProperties web;
  private final AuthServer authServer;
  private final ObjectProvider<TimeStamps> timeStamps;
  private final FileSigner signer;

  ServiceInfoEndpoint(
      CscProperties properties,
      WebProperties web,
      AuthServer authServer,
      ObjectProvider<TimeStamps> timeStamps,
      FileSigner signer) {
    this.properties = properties;
    this.web = web;
    this.authServer = authServer;
    this.timeStamps = timeStamps;
    this.signer = signer;
  }

  @PostMapping("/csc/v2/info")
  Map<String, Object> info(HttpServletRequest request) throws IOException {
    Parameters.read(request, Parameters.SMALL);
    var info = new LinkedHashMap<String, Object>();
    info.put("specs", "2.0.0.2");
    info.put("name", properties.name());
    info.put(
        "logo",
        properties.logo() == null ? web.publicUrl() + Method.LOGO : properties.logo().toString());
    info.put("region", "VN");
    info.put("lang", "vi");
    info.put("description", properties.description());
    info.put("authType", List.of("oauth2code", "oauth2client"));
    info.put("oauth2Issuer", authServer.issuer());
    info.put(
        "oauth2Servers",
        List.of(
            Map.of(
                "label", properties.name(),
                "issuerIdentifier", authServer.issuer(),
                "authType", List.of("oauth2code", "oauth2client"),
                "supportsRar", true)));
    info.put("supportsRar", true);
    info.put("supportedHashTypes", List.of("DTBSR", "SDR"));
    info.put("asynchronousOperationMode", true);
    info.put("methods", Method.names(timeStamps.getIfAvailable() != null));
    info.put("validationInfo", true);
    info.put("signAlgorithms", Map.of("algos", Algorithms.all()));
    info.put("signature_formats", DocumentForm.formats());
    info.put(
        "conformance_levels",
        DocumentForm.LEVELS.entrySet().stream()
            .filter(each -> signer.offers(each.getValue()))
            .map(Map.Entry::getKey)
            .toList());
    return info;
  }

  @GetMapping(path = Method.LOGO, produces = "image/svg+xml")
  String logo() {
    return LOGO_SVG;
  }
}
