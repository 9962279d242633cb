package vn.antin.signing.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.UUID;
import org.apache.catalina.connector.ClientAbortException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.context.MessageSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.servlet.LocaleResolver;
import tools.jackson.databind.json.JsonMapper;
import vn.antin.signing.authserver.AuthServerUnreachable;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.problem.SigningException;
import vn.antin.signing.token.TokenException;

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
    var problem = problemOf(fault);
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
      case 401 -> response.setHeader("WWW-Authenticate", "Bearer error=\"invalid_token\"");
      case 413 -> response.setHeader("Connection", "close");
      case 429 -> response.setHeader("Retry-After", "60");
      case 503 -> response.setHeader("Retry-After", "5");
      default -> {}
    }
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
    response.flushBuffer();
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

  /** Path without ids and parameters: those may speak of people. */
  private static String pattern(HttpServletRequest request) {
    return request.getRequestURI().replaceAll("[0-9a-fA-F-]{36}", "{id}");
  }

  private static Problem problemOf(Throwable fault) {
    return switch (fault) {
      case SigningException known -> known.problem();
      case AuthenticationServiceException _, AuthServerUnreachable _ ->
          Problem.IDENTITY_UNREACHABLE;
      case TokenException _ -> Problem.TOKEN_UNREACHABLE;
      case AuthenticationException _ -> Problem.UNAUTHENTICATED;
      case AccessDeniedException _ -> Problem.NOT_PERMITTED;
      case ErrorResponse standard -> ofStatus(standard.getStatusCode().value());
      case HttpMessageNotReadableException unread ->
          unread.getCause() instanceof SigningException known
              ? known.problem()
              : Problem.INVALID_REQUEST;
      case TypeMismatchException _ -> Problem.NOT_FOUND;
      case ServletException wrapped when wrapped.getRootCause() != null ->
          problemOf(wrapped.getRootCause());
      case IOException _ -> Problem.INVALID_REQUEST;
      default -> causeOf(fault);
    };
  }

  /** Libraries wrap what our own code threw in the middle of their work. */
  private static Problem causeOf(Throwable fault) {
    for (@Nullable Throwable at = fault; at != null; at = at.getCause()) {
      if (at instanceof SigningException known) {
        return known.problem();
      }
    }
    return storageGone(fault) ? Problem.STORAGE_UNREACHABLE : Problem.INTERNAL;
  }

  private static Problem ofStatus(int status) {
    return switch (status) {
      case 404 -> Problem.NOT_FOUND;
      case 405 -> Problem.METHOD_NOT_ALLOWED;
      case 406 -> Problem.NOT_ACCEPTABLE;
      case 413 -> Problem.DOCUMENT_TOO_LARGE;
      case 415 -> Problem.UNSUPPORTED_TYPE;
      default -> status < 500 ? Problem.INVALID_REQUEST : Problem.INTERNAL;
    };
  }

  /**
   * No connection (class 08 or none to be had), the server going down or coming up (57P), no room
   * or no slots (53).
   */
  private static boolean storageGone(Throwable fault) {
    for (@Nullable Throwable at = fault; at != null; at = at.getCause()) {
      if (at instanceof SQLTransientConnectionException
          || at instanceof DataAccessResourceFailureException
          || at instanceof CannotCreateTransactionException) {
        return true;
      }
      if (at instanceof SQLException sql && sql.getSQLState() != null) {
        var state = sql.getSQLState();
        return state.startsWith("08") || state.startsWith("57P") || state.startsWith("53");
      }
    }
    return false;
  }
}
