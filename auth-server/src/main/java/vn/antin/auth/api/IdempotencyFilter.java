package vn.antin.auth.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;
import tools.jackson.databind.json.JsonMapper;
import vn.antin.auth.digest.Digest;

/**
 * Lets a program repeat a POST whose answer it did not hear: with the same {@code Idempotency-Key}
 * the act happens once, and for 24 hours a repetition gets the first answer again, marked {@code
 * Idempotent-Replayed: true} (draft-ietf-httpapi-idempotency-key-header).
 *
 * <p>A refused request (4xx) has changed nothing and gives its key back. After a failure of ours
 * (5xx, or a node lost in the midst) nobody knows, so the key stays taken and answers 409.
 */
final class IdempotencyFilter extends OncePerRequestFilter {
  private static final String HEADER = "Idempotency-Key";
  private static final Pattern KEY = Pattern.compile("\"([!#-~ ]{1,255})\"|([!#-~]{1,255})");
  private static final int LONGEST_ANSWER = 1 << 20;

  private final IdempotentAnswers answers;
  private final JsonMapper json;

  IdempotencyFilter(IdempotentAnswers answers, JsonMapper json) {
    this.answers = answers;
    this.json = json;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !request.getMethod().equals("POST") || request.getHeader(HEADER) == null;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Matcher key = KEY.matcher(Objects.requireNonNullElse(request.getHeader(HEADER), "").strip());
    if (!key.matches()) {
      refuse(
          response,
          ApiProblem.malformed(HEADER + ": expected 1 to 255 printable ASCII characters"));
      return;
    }
    IdempotentAnswers.Use use =
        use(Objects.requireNonNullElseGet(key.group(1), () -> key.group(2)));
    DigestedRequest digested;
    try {
      digested = new DigestedRequest(request);
    } catch (IllegalStateException e) {
      refuse(
          response,
          ApiProblem.of(
              HttpStatus.CONTENT_TOO_LARGE, "too-large", "the body is longer than is accepted"));
      return;
    }
    if (answers.begin(use)) {
      firstTime(use, digested, response, chain);
    } else {
      again(answers.find(use), digested, response);
    }
  }

  private void firstTime(
      IdempotentAnswers.Use use,
      DigestedRequest request,
      HttpServletResponse response,
      FilterChain chain)
      throws ServletException, IOException {
    ContentCachingResponseWrapper caching = new ContentCachingResponseWrapper(response);
    chain.doFilter(request, caching);
    if (isAsyncStarted(request)) {
      throw new IllegalStateException("an asynchronous answer cannot be kept for repetition");
    }
    int status = caching.getStatus();
    if (status < 400) {
      byte[] body = caching.getContentAsByteArray();
      answers.keep(
          use,
          request.digest(),
          new IdempotentAnswers.Answer(
              status,
              caching.getContentType(),
              caching.getHeader(HttpHeaders.LOCATION),
              caching.getHeader(HttpHeaders.ETAG),
              body.length > LONGEST_ANSWER ? null : new String(body, ISO_8859_1)));
    } else if (status < 500) {
      answers.release(use);
    }
    caching.copyBodyToResponse();
  }

  private void again(
      Optional<IdempotentAnswers.Known> known,
      DigestedRequest request,
      HttpServletResponse response)
      throws IOException {
    IdempotentAnswers.@Nullable Answer answer =
        known.map(IdempotentAnswers.Known::answer).orElse(null);
    if (answer == null) {
      refuse(
          response,
          ApiProblem.conflict(
              "request-in-progress",
              "a request with this key is being answered, or its outcome is not known"));
      return;
    }
    if (!request.digest().equals(known.map(IdempotentAnswers.Known::request).orElse(null))) {
      refuse(
          response,
          ApiProblem.of(
              HttpStatus.UNPROCESSABLE_CONTENT,
              "key-reused",
              "this key was used for another request"));
      return;
    }
    String body = answer.body();
    if (body == null) {
      refuse(
          response,
          ApiProblem.conflict(
              "answer-not-kept", "this was done; its answer was too long to be kept"));
      return;
    }
    response.setStatus(answer.status());
    response.setHeader("Idempotent-Replayed", "true");
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    header(response, HttpHeaders.CONTENT_TYPE, answer.type());
    header(response, HttpHeaders.LOCATION, answer.location());
    header(response, HttpHeaders.ETAG, answer.tag());
    response.getOutputStream().write(body.getBytes(ISO_8859_1));
  }

  private static void header(HttpServletResponse response, String name, @Nullable String value) {
    if (value != null) {
      response.setHeader(name, value);
    }
  }

  private void refuse(HttpServletResponse response, ApiProblem problem) throws IOException {
    response.setStatus(problem.getStatusCode().value());
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    response.getOutputStream().write(json.writeValueAsBytes(problem.getBody()));
  }

  /** A key belongs to the official and the application that speaks for them. */
  private static IdempotentAnswers.Use use(String key) {
    Authentication caller =
        Objects.requireNonNull(SecurityContextHolder.getContext().getAuthentication());
    String application =
        caller.getPrincipal() instanceof Jwt token
            ? Objects.requireNonNullElse(token.getClaimAsString("client_id"), "")
            : "";
    String all = caller.getName() + "\n" + application + "\n" + key;
    return new IdempotentAnswers.Use(HexFormat.of().formatHex(Digest.sha256(all)));
  }
}
