package vn.antin.signing.grant;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.signing.document.Sha256;
import vn.antin.signing.people.OfficialId;

/**
 * The ledger of what was approved and spent. Every step is conditional on the step before it and on
 * the attempt that made it, so a hash goes through them at most once. Thread-safe.
 */
public final class Grants {
  /**
   * How long a step may take before its node counts as dead. Longer than any step can last: the
   * token answers within seconds and a signed document is written within a minute.
   */
  public static final Duration LEASE = Duration.ofMinutes(2);

  private final GrantRepository repository;
  private final TransactionOperations transaction;
  private final InstantSource time;

  Grants(GrantRepository repository, TransactionOperations transaction, InstantSource time) {
    this.repository = repository;
    this.transaction = transaction;
    this.time = time;
  }

  /**
   * Reserves all these hashes of the grant, or none. {@code inside} runs in the same transaction
   * when all were reserved: what it writes stays exactly when the reservation does.
   */
  public Reservation reserve(ApprovedGrant grant, List<Sha256> hashes, Runnable inside) {
    if (hashes.isEmpty() || !new HashSet<>(grant.hashes()).containsAll(hashes)) {
      return new Reservation.NotApproved();
    }
    var now = time.instant();
    var attempt = new Attempt(UUID.randomUUID(), grant.id(), grant.request(), hashes);
    transaction.executeWithoutResult(_ -> repository.remember(grant, now));
    if (!sameAsFirstSeen(grant)) {
      return new Reservation.NotApproved();
    }
    try {
      return transaction.execute(status -> {
        if (!repository.open(grant.request())) {
          return new Reservation.NotApproved();
        }
        if (repository.reserve(attempt, now, now.plus(LEASE)) != hashes.size()) {
          status.setRollbackOnly();
          return repository.stopped(grant.id(), now)
              ? new Reservation.CredentialStopped()
              : new Reservation.Spent();
        }
        inside.run();
        return new Reservation.Reserved(attempt);
      });
    } catch (DuplicateKeyException e) {
      // Another approval of the same request spent one of its documents.
      return new Reservation.Spent();
    }
  }

  /**
   * The intent to use the key now for these. Join it to the audit rows; commit before the key is
   * touched. Answers which may be signed: none when the credential was suspended or ended since the
   * reservation.
   */
  public Set<Sha256> signing(Attempt attempt, List<Sha256> hashes) {
    var now = time.instant();
    return repository.begin(attempt, hashes, now, now.plus(LEASE));
  }

  /** The same for one. */
  public boolean signing(Attempt attempt, Sha256 hash) {
    return signing(attempt, List.of(hash)).contains(hash);
  }

  /**
   * When the credential does not count any more, gives back what the attempt has not begun and
   * answers true: nothing was signed of it, and the approval is as it was.
   */
  public boolean releasedBecauseStopped(Attempt attempt) {
    var now = time.instant();
    if (!repository.stopped(attempt.grant(), now)) {
      return false;
    }
    repository.release(attempt, now);
    return true;
  }

  /** The document could not be prepared: its approval is as it was, and may be spent later. */
  public boolean unprepared(Attempt attempt, Sha256 hash) {
    return repository.release(attempt, hash, time.instant());
  }

  /** The key was certainly not used: the hash can be finished later. */
  public boolean notSigned(Attempt attempt, Sha256 hash) {
    return step(attempt, hash, "signing", "reserved");
  }

  public boolean unknown(Attempt attempt, Sha256 hash) {
    return step(attempt, hash, "signing", "unknown");
  }

  /** Answers of which the outcome is written down: the others are not the attempt's any more. */
  public Set<Sha256> signed(Attempt attempt, List<SignedHash> made) {
    return repository.signed(attempt, made, time.instant());
  }

  /** Says that the attempt is alive. */
  public void renew(Attempt attempt) {
    repository.renew(attempt, time.instant().plus(LEASE));
  }

  /** Reserved hashes of an attempt whose lease ran out, for the caller to finish. */
  public Optional<Attempt> takeOver() {
    var now = time.instant();
    return transaction.execute(_ -> repository.takeOver(now, now.plus(LEASE)));
  }

  /** Declares signing that nobody is at any more unknown. Joins the caller's transaction. */
  public List<Attempt> giveUp() {
    return repository.giveUp(time.instant());
  }

  /** Where the documents of a request stand. */
  public List<SpentHash> spent(RequestId request) {
    return repository.spent(request);
  }

  /** Who approved. */
  public Optional<OfficialId> official(GrantId grant) {
    return repository.find(grant).map(ApprovedGrant::official);
  }

  public long countUnknown() {
    return repository.unknown();
  }

  private boolean step(Attempt attempt, Sha256 hash, String from, String to) {
    var now = time.instant();
    return repository.move(attempt, hash, from, to, now, now.plus(LEASE));
  }

  /** A grant never changes: one that does is not to be trusted. */
  private boolean sameAsFirstSeen(ApprovedGrant grant) {
    return repository
        .find(grant.id())
        .filter(seen ->
            seen.official().equals(grant.official())
                && seen.credential().equals(grant.credential())
                && seen.request().equals(grant.request())
                && seen.hashType().equals(grant.hashType())
                && seen.hashAlgorithm().equals(grant.hashAlgorithm())
                && seen.parametersDigest().equals(grant.parametersDigest())
                && seen.clientId().equals(grant.clientId())
                && new HashSet<>(seen.hashes()).equals(new HashSet<>(grant.hashes())))
        .isPresent();
  }
}
