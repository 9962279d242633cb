package vn.antin.auth.web;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import vn.antin.audit.AuditException;

/** Tells a lost database, which comes back by itself, from a fault of ours. */
final class Outage {
  private Outage() {}

  static boolean caused(@Nullable Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof DataAccessResourceFailureException
          || cause instanceof CannotCreateTransactionException
          || cause instanceof TransactionSystemException
          || cause instanceof AuditException) {
        return true;
      }
    }
    return false;
  }
}
