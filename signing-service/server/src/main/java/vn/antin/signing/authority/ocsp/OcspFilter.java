package vn.antin.signing.authority.ocsp;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;
import vn.antin.signing.certificate.Certificates;

/**
 * OCSP over HTTP (RFC 6960 appendix A, RFC 5019 §5): POST, and GET with the question in the address
 * as base64, which may hold slashes.
 */
final class OcspFilter extends OncePerRequestFilter {
  static final String PATH = "/ocsp";
  private static final String REQUEST = "application/ocsp-request";
  private static final String RESPONSE = "application/ocsp-response";

  /** Room for the ten certificates that are answered at once. */
  private static final int LARGEST = 4 * 1024;

  private final Answering answering;
  private final OcspProperties properties;
  private final InstantSource time;

  OcspFilter(Answering answering, OcspProperties properties, InstantSource time) {
    this.answering = answering;
    this.properties = properties;
    this.time = time;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    switch (request.getMethod()) {
      case "POST" -> {
        if (!REQUEST.equals(mediaType(request.getContentType()))) {
          response.setStatus(HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE);
          return;
        }
        var body = request.getInputStream().readNBytes(LARGEST + 1);
        if (body.length > LARGEST) {
          response.setStatus(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
          response.setHeader("Connection", "close");
          return;
        }
        send(request, response, answering.answer(body), false);
      }
      case "GET", "HEAD" -> send(request, response, answering.answer(question(request)), true);
      default -> {
        response.setHeader("Allow", "GET, HEAD, POST");
        response.setStatus(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
      }
    }
  }

  /** Some encode the slashes of base64 and some do not; what is no base64 is no question. */
  private static byte[] question(HttpServletRequest request) {
    var uri = request.getRequestURI();
    if (uri.length() <= PATH.length() + 1 || uri.length() > LARGEST) {
      return new byte[0];
    }
    try {
      var text =
          URLDecoder.decode(
              uri.substring(PATH.length() + 1).replace("+", "%2B"), StandardCharsets.US_ASCII);
      return Base64.getDecoder().decode(text.strip());
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  private static String mediaType(@Nullable String contentType) {
    return contentType == null ? "" : contentType.split(";", 2)[0].strip();
  }

  private void send(
      HttpServletRequest request, HttpServletResponse response, Reply reply, boolean cacheable)
      throws IOException {
    var from = reply.thisUpdate();
    var until = reply.nextUpdate();
    if (cacheable && from != null && until != null) {
      var tag = '"' + HexFormat.of().formatHex(Certificates.sha256(reply.der()), 0, 16) + '"';
      response.setHeader("ETag", tag);
      response.setDateHeader("Last-Modified", from.toEpochMilli());
      var kept = kept(until);
      response.setDateHeader("Expires", time.instant().plus(kept).toEpochMilli());
      response.setHeader(
          "Cache-Control",
          "max-age=" + kept.toSeconds() + ", public, no-transform, must-revalidate");
      if (tag.equals(request.getHeader("If-None-Match"))) {
        response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
        return;
      }
    } else {
      response.setHeader("Cache-Control", "no-store");
    }
    response.setContentType(RESPONSE);
    response.setContentLength(reply.der().length);
    response.getOutputStream().write(reply.der());
  }

  private Duration kept(Instant until) {
    var left = Duration.between(time.instant(), until);
    return left.isNegative()
        ? Duration.ZERO
        : left.compareTo(properties.cached()) < 0 ? left : properties.cached();
  }
}
