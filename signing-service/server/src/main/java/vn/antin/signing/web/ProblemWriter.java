package vn.antin.signing.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.UUID;
import org.apache.catalina.connector.ClientAbortException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.servlet.LocaleResolver;
import tools.jackson.databind.json.JsonMapper;
import vn.antin.signing.bind.UnprovenSender;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.problem.SigningException;

/** The one place where a fault becomes what a client reads. */
final class ProblemWriter {
  /** Names the problem for which an answer that was under way must break off. */
  static final String BROKEN_OFF = ProblemWriter.class.getName() + ".brokenOff";

  private static final Logger LOG = LoggerFactory.getLogger(ProblemWriter.class);

  private final JsonMapper json;
  private final MessageSource texts;
  private final LocaleResolver locales;

  ProblemWriter(JsonMapper json, MessageSource texts, LocaleResolver locales) {
    this.json = json;
    this.texts = texts;
    this.locales = locales;
  }

  void write(HttpServletRequest request, HttpServletResponse response, Exception fault)
      throws IOException {
    if (fault instanceof ClientAbortException || fault instanceof AsyncRequestNotUsableException) {
      return;
    }
    var problem = Faults.problem(fault);
    var incident = problem.status() >= 500 ? log(request, problem, fault) : null;
    if (response.isCommitted()) {
      request.setAttribute(BROKEN_OFF, problem.code());
      return;
    }
    var locale = locales.resolveLocale(request);
    var document = new LinkedHashMap<String, Object>();
    document.put("type", problem.type().toString());
    document.put("title", text(problem, "title", locale));
    document.put("status", problem.status());
    document.put("detail", text(problem, "detail", locale));
    if (incident != null) {
      document.put("instance", "urn:uuid:" + incident);
    }
    if (fault instanceof SigningException known) {
      known.facts().forEach(document::putIfAbsent);
    }
    challenge(response, problem, fault);
    send(response, problem, locale, json.writeValueAsBytes(document));
  }

  private static void send(
      HttpServletResponse response, Problem problem, Locale locale, byte[] body)
      throws IOException {
    response.resetBuffer();
    response.setStatus(problem.status());
    response.setContentType("application/problem+json");
    response.setCharacterEncoding(StandardCharsets.UTF_8);
    response.setHeader("Content-Language", locale.getLanguage());
    response.setHeader("Cache-Control", "no-store");
    switch (problem.status()) {
      case 413 -> response.setHeader("Connection", "close");
      case 429 -> response.setHeader("Retry-After", "60");
      case 503 -> response.setHeader("Retry-After", "5");
      default -> {}
    }
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
    response.flushBuffer();
  }

  /** RFC 6750 §3, RFC 9449 §7.1. */
  private static void challenge(HttpServletResponse response, Problem problem, Exception fault) {
    if (fault instanceof UnprovenSender unproven) {
      response.setHeader(HttpHeaders.WWW_AUTHENTICATE, unproven.challenge());
    } else if (problem.status() == 401) {
      response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
      response.addHeader(HttpHeaders.WWW_AUTHENTICATE, UnprovenSender.OFFER);
    }
  }

  private String text(Problem problem, String part, Locale locale) {
    return texts.getMessage("problem." + problem.code() + "." + part, null, locale);
  }

  private static UUID log(HttpServletRequest request, Problem problem, Exception fault) {
    var incident = UUID.randomUUID();
    if (problem == Problem.INTERNAL) {
      LOG.error(
          "{} {} failed, incident {}", request.getMethod(), pattern(request), incident, fault);
    } else {
      LOG.warn(
          "{} {} failed, incident {}: {}",
          request.getMethod(),
          pattern(request),
          incident,
          fault.getMessage());
    }
    return incident;
  }

  /** Path without ids, one-time names and parameters: those may speak of people, or open doors. */
  private static String pattern(HttpServletRequest request) {
    return request
        .getRequestURI()
        .replaceAll("[A-Za-z0-9_-]{43}", "{name}")
        .replaceAll("[0-9a-fA-F-]{36}", "{id}");
  }
}
