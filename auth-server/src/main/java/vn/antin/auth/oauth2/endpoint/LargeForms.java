package vn.antin.auth.oauth2.endpoint;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import vn.antin.auth.web.ClientAddress;

/**
 * Lets forms through that are longer than the connector takes, where a client may ask for thousands
 * of signatures at once: at two endpoints, few at a time, fewer from one network address, up to a
 * length and for a time.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 30)
final class LargeForms extends OncePerRequestFilter {
  /** What the connector takes ({@code server.tomcat.max-http-form-post-size}). */
  private static final int ORDINARY = 256 * 1024;

  /** {@code authorization_details} of 1.5 MB, with what a form adds to them. */
  private static final int LARGEST = 3 * 1024 * 1024;

  private static final int AT_ONCE = 16;

  /** Who sends slowly keeps few others waiting. */
  private static final int AT_ONCE_FROM_ONE = 4;

  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final Set<String> PATHS = Set.of("/oauth2/par", "/oauth2/bc-authorize");

  private final Semaphore free = new Semaphore(AT_ONCE);
  private final Map<String, Integer> held = new ConcurrentHashMap<>();
  private final InstantSource clock;

  LargeForms(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    String type = request.getContentType();
    return !HttpMethod.POST.matches(request.getMethod())
        || !PATHS.contains(request.getServletPath())
        || request.getContentLengthLong() <= ORDINARY
        || type == null
        || !type.startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (request.getContentLengthLong() > LARGEST) {
      refuse(response, HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE, "larger than 3 MB");
      return;
    }
    String network = ClientAddress.of(request).network();
    if (!enter(network)) {
      response.setHeader(HttpHeaders.RETRY_AFTER, "2");
      refuse(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, "one of too many large ones");
      return;
    }
    try {
      byte[] body = read(request.getInputStream(), (int) request.getContentLengthLong());
      chain.doFilter(new LargeForm(request, body), response);
    } catch (LargeForm.Malformed e) {
      refuse(response, HttpServletResponse.SC_BAD_REQUEST, "not a form, or came too slowly");
    } finally {
      leave(network);
    }
  }

  private boolean enter(String network) {
    if (!free.tryAcquire()) {
      return false;
    }
    if (held.merge(network, 1, Integer::sum) <= AT_ONCE_FROM_ONE) {
      return true;
    }
    leave(network);
    return false;
  }

  private void leave(String network) {
    held.merge(network, -1, Integer::sum);
    held.remove(network, 0);
    free.release();
  }

  private byte[] read(InputStream in, int length) throws IOException {
    var end = clock.instant().plus(LONGEST);
    byte[] body = new byte[length];
    for (int at = 0; at < length; ) {
      int count = in.read(body, at, length - at);
      if (count < 0 || clock.instant().isAfter(end)) {
        throw new LargeForm.Malformed();
      }
      at += count;
    }
    return body;
  }

  private static void refuse(HttpServletResponse response, int status, String why)
      throws IOException {
    response.setStatus(status);
    response.setContentType(MediaType.APPLICATION_JSON_VALUE);
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    response
        .getOutputStream()
        .write(
            "{\"error\":\"invalid_request\",\"error_description\":\"the request is %s\"}"
                .formatted(why)
                .getBytes(StandardCharsets.UTF_8));
  }
}
