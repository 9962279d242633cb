package vn.antin.signing.token;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One login to one slot and the sessions it has open: as many as calls ever ran at once. They stay
 * open, because session objects end with the session that made them.
 */
final class Pkcs11Login {

  private final Cryptoki cryptoki;
  private final CryptokiKeys keys;
  private final long slot;
  private final long anchor;
  private final Deque<Long> free = new ConcurrentLinkedDeque<>();
  private final AtomicInteger running = new AtomicInteger();
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

  <T> T use(Work<T> work) {
    running.incrementAndGet();
    try {
      Long known = free.pollFirst();
      long session = known != null ? known : cryptoki.openSession(slot, true);
      boolean clean = false;
      try {
        T result = work.in(session);
        clean = true;
        return result;
      } finally {
        if (clean) {
          free.addFirst(session);
        } else {
          cryptoki.closeSession(session); // an operation may still be active in it
        }
      }
    } catch (TokenException e) {
      note(e.answer());
      throw e;
    } finally {
      running.decrementAndGet();
    }
  }

  /** In a session that is closed afterwards, whatever was begun in it. */
  <T> T once(Work<T> work) {
    long session = cryptoki.openSession(slot, true);
    try {
      return work.in(session);
    } finally {
      cryptoki.closeSession(session);
    }
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
