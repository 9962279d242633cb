package vn.antin.signing.web;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.ErrorResponse;
import vn.antin.signing.authserver.AuthServerUnreachable;
import vn.antin.signing.bind.UnprovenSender;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.problem.SigningException;
import vn.antin.signing.token.TokenException;

/** Which problem a fault is, whoever raised it; each edge then says it in its own form. */
public final class Faults {
  private Faults() {}

  /** The problem that a client is told of. */
  public static Problem problem(Throwable fault) {
    return switch (fault) {
      case SigningException known -> known.problem();
      case UnprovenSender _ -> Problem.SENDER_UNPROVEN;
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
          problem(wrapped.getRootCause());
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
