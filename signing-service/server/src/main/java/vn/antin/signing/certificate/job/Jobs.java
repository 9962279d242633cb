package vn.antin.signing.certificate.job;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.signing.certificate.Credentials;
import vn.antin.signing.certificate.issuance.Order;
import vn.antin.signing.certificate.issuance.Orders;
import vn.antin.signing.people.People;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.problem.SigningException;
import vn.antin.signing.token.TokenException;

/** Works rows off, one by one. Thread-safe; several nodes may do so at once. */
final class Jobs {
  private static final Logger LOG = LoggerFactory.getLogger(Jobs.class);

  /** Rest after a token or an authority did not answer. */
  private static final Duration REST = Duration.ofSeconds(30);

  private static final int MOST_ATTEMPTS = 20;

  private final JobRepository repository;
  private final Orders orders;
  private final Lists lists;
  private final People people;
  private final TransactionOperations transaction;
  private final InstantSource time;

  Jobs(
      JobRepository repository,
      Orders orders,
      Lists lists,
      People people,
      TransactionOperations transaction,
      InstantSource time) {
    this.repository = repository;
    this.orders = orders;
    this.lists = lists;
    this.people = people;
    this.transaction = transaction;
    this.time = time;
  }

  /** False when there was nothing to do. */
  boolean workAtOne() {
    if (people.stale()) {
      return false;
    }
    var now = time.instant();
    var taken =
        transaction.execute(_ -> {
          var row = repository.take(now, now.plus(Credentials.LONGEST_ISSUING));
          row.ifPresent(this::giveUpBefore);
          return row;
        });
    if (taken == null || taken.isEmpty()) {
      return false;
    }
    work(taken.get());
    return true;
  }

  /** What was left of the row's issuing on another node. */
  private void giveUpBefore(Row row) {
    var left = row.interrupted();
    if (left != null && orders.interrupted(left)) {
      LOG.warn("Row {} of job {} was interrupted and is begun again", row.number(), row.job());
    }
  }

  void finish() {
    repository.finish(time.instant());
    lists.forget();
  }

  private void work(Row row) {
    try {
      switch (row.task()) {
        case Row.Task.Register task -> lists.register(row, task);
        case Row.Task.Issue task ->
            carryOut(row, () -> orders.first(row.creator(), task.holder(), task.key()));
        case Row.Task.Renew task ->
            carryOut(
                row,
                () ->
                    Optional.of(
                        orders.successor(row.creator(), task.credential(), null, task.key())));
      }
    } catch (TokenException e) {
      postpone(row, "token-unreachable");
    } catch (SigningException e) {
      switch (e.problem()) {
        case AUTHORITY_ABSENT, TOKEN_UNREACHABLE, STORAGE_UNREACHABLE, BUSY, PEOPLE_STALE ->
            postpone(row, e.problem().code());
        default -> end(row, "failed", reason(e));
      }
    } catch (DataAccessException | TransactionException e) {
      LOG.warn("Row {} of job {} waits for its lease: {}", row.number(), row.job(), e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("Row {} of job {} failed", row.number(), row.job(), e);
      end(row, "failed", Problem.INTERNAL.code());
    }
  }

  private void carryOut(Row row, Supplier<Optional<Order>> wanted) {
    var order = begin(row, wanted);
    if (order.isPresent()) {
      orders.carryOut(order.get(), () -> done(row));
    }
  }

  /** The intent and the row's knowledge of it, in one transaction; empty when there is no need. */
  private Optional<Order> begin(Row row, Supplier<Optional<Order>> wanted) {
    var begun =
        transaction.execute(status -> {
          var order = wanted.get();
          if (order.isEmpty()) {
            repository.end(row, "skipped", "has-certificate", null, time.instant());
          } else if (!repository.begun(row, order.get().id(), time.instant())) {
            status.setRollbackOnly();
            return Optional.<Order>empty();
          }
          return order;
        });
    return begun == null ? Optional.empty() : begun;
  }

  /** As exactly as it is known. */
  private static String reason(SigningException e) {
    return e.facts().get("reason") instanceof String reason ? reason : e.problem().code();
  }

  private void done(Row row) {
    if (!repository.end(
        row, "done", row.attempts() > 1 ? "repeated" : null, null, time.instant())) {
      throw Problem.OUTCOME_UNKNOWN.because("another node took the row");
    }
  }

  private void postpone(Row row, String why) {
    if (row.attempts() >= MOST_ATTEMPTS) {
      end(row, "failed", why);
    } else {
      var now = time.instant();
      transaction.executeWithoutResult(
          _ -> repository.end(row, "waiting", why, now.plus(REST), now));
    }
  }

  private void end(Row row, String state, @Nullable String detail) {
    transaction.executeWithoutResult(_ -> repository.end(row, state, detail, null, time.instant()));
  }
}
