package vn.antin.signing.token;

import java.time.Duration;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * One login to one slot and the sessions it has open: as many as calls ever ran at once. They stay
 * open, because session objects end with the session that made them.
 */
final class Pkcs11Login {

  private static final int MOST_PARKED = 16;
  private static final Duration POLL = Duration.ofMillis(1);

  private final Cryptoki cryptoki;
  private final CryptokiKeys keys;
  private final long slot;
  private final long anchor;
  private final Deque<Long> free = new ConcurrentLinkedDeque<>();
  private final AtomicInteger running = new AtomicInteger();
  private final Set<Long> spoiled = ConcurrentHashMap.newKeySet();
  private final Set<Long> keeping = ConcurrentHashMap.newKeySet();
  private final AtomicInteger parked = new AtomicInteger();
  private volatile boolean lost;

  private Pkcs11Login(Cryptoki cryptoki, long slot, long anchor) {
    this.cryptoki = cryptoki;
    this.keys = cryptoki.keys();
    this.slot = slot;
    this.anchor = anchor;
  }

  /** What is done in a session of one's own. */
  interface Work<T> {
    T in(long session);
  }

  static Pkcs11Login open(Cryptoki cryptoki, long slot, TokenSecret pin) {
    long anchor = cryptoki.openSession(slot, true);
    try {
      pin.use(bytes -> cryptoki.login(anchor, bytes));
      return new Pkcs11Login(cryptoki, slot, anchor);
    } catch (TokenException e) {
      cryptoki.closeSession(anchor);
      throw e;
    }
  }

  Cryptoki cryptoki() {
    return cryptoki;
  }

  CryptokiKeys keys() {
    return keys;
  }

  long slot() {
    return slot;
  }

  /** Whether the token was away since the login, so that a new one is needed. */
  boolean lost() {
    return lost;
  }

  /** Whether a call is still inside the library. */
  boolean busy() {
    return running.get() > 0;
  }

  void note(Ckr answer) {
    if (answer.connectionLost()) {
      lost = true;
    }
  }

  /**
   * Does something in a session that nobody else uses meanwhile.
   *
   * @throws TokenException at once when the login is over: its session numbers may be others' now
   */
  <T> T use(Work<T> work) {
    running.incrementAndGet();
    try {
      if (lost) {
        throw Ckr.over();
      }
      Long known = free.pollFirst();
      long session = known != null ? known : cryptoki.openSession(slot, true);
      boolean clean = false;
      try {
        T result = work.in(session);
        clean = true;
        return result;
      } catch (TokenException e) {
        clean = !e.answer().is(Ckr.OPERATION_ACTIVE);
        throw e;
      } finally {
        if (!spoiled.remove(session) && clean) {
          free.addFirst(session);
        } else {
          end(session);
        }
      }
    } catch (TokenException e) {
      note(e.answer());
      throw e;
    } finally {
      running.decrementAndGet();
    }
  }

  /** An operation may still be active in this session: it is not used again. */
  void spoil(long session) {
    spoiled.add(session);
  }

  /** This session has made objects that others use: it stays open as long as the login. */
  void keep(long session) {
    keeping.add(session);
  }

  /**
   * Objects end with the session that made them, and libraries give their handles to others: what
   * is looked up by such a handle would be another's key.
   */
  private void end(long session) {
    if (!keeping.contains(session)) {
      cryptoki.closeSession(session);
    } else if (parked.incrementAndGet() >= MOST_PARKED) {
      lost = true; // the next login begins with none
    }
  }

  /** In a session that is closed afterwards, whatever was begun or made in it. */
  <T> T once(Work<T> work) {
    long session = cryptoki.openSession(slot, true);
    try {
      return work.in(session);
    } finally {
      cryptoki.closeSession(session);
    }
  }

  /** Waits until no call is inside any more, but no longer than this. */
  boolean idleWithin(Duration limit) {
    long began = System.nanoTime();
    while (busy() && System.nanoTime() - began < limit.toNanos()) {
      LockSupport.parkNanos(POLL.toNanos());
    }
    return !busy();
  }

  /** Asks the token whether it still knows the login. */
  void check() {
    try {
      if (!cryptoki.loggedIn(anchor)) {
        lost = true;
      }
    } catch (TokenException e) {
      note(e.answer());
      throw e;
    }
  }

  void close() {
    cryptoki.logout(anchor);
    for (Long session = free.pollFirst(); session != null; session = free.pollFirst()) {
      cryptoki.closeSession(session);
    }
    cryptoki.closeSession(anchor);
  }
}
