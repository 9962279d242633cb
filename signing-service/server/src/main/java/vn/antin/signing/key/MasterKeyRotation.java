package vn.antin.signing.key;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.antin.rootkey.RootKeyException;
import vn.antin.signing.token.KeyLabel;
import vn.antin.signing.token.Token;
import vn.antin.signing.token.TokenException;
import vn.antin.signing.token.TokenException.Fault;

/**
 * Wraps keys anew that a former master key wraps, row by row, while signing goes on: a row is
 * replaced by one statement that asks for its old master key, so any number of nodes may work at
 * it, and after a crash the next one goes on. Both forms of a key sign as long as the tokens hold
 * both master keys.
 */
final class MasterKeyRotation implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MasterKeyRotation.class);
  private static final int BATCH = 100;
  private static final int MOST_TOLD = 10_000;

  private final KeyRepository repository;
  private final KnownKeys known;
  private final Tokens tokens;
  private final boolean wanted;
  private final Set<KeyLabel> staying = new HashSet<>();
  private final ScheduledExecutorService working =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("keys-rewrap").factory());

  MasterKeyRotation(KeyRepository repository, KnownKeys known, Tokens tokens, boolean wanted) {
    this.repository = repository;
    this.known = known;
    this.tokens = tokens;
    this.wanted = wanted;
  }

  void start() {
    if (wanted) {
      var _ = working.scheduleWithFixedDelay(this::work, 5, 10, TimeUnit.SECONDS);
    }
  }

  private void work() {
    try {
      var done = rewrapAll();
      if (done > 0) {
        LOG.info("{} keys were wrapped under the current master key", done);
      }
    } catch (RuntimeException e) { // one that escaped would be the last
      LOG.warn("Wrapping under the current master key paused: {}", e.getMessage());
    }
  }

  /** How many it wrapped anew; those whose master key no token holds are left and told. */
  int rewrapAll() {
    var able = tokens.ready(token -> token.capabilities().masters().size() > 1);
    if (able.isEmpty()) {
      return 0;
    }
    var current = able.getFirst().capabilities().masters().getFirst();
    able = able.stream().filter(token -> holds(token).getFirst().equals(current)).toList();
    var done = 0;
    var after = "";
    while (true) {
      var batch = repository.notUnder(current, after, BATCH);
      for (var each : batch) {
        after = each.value();
        done += rewrap(able, each) ? 1 : 0;
      }
      if (batch.size() < BATCH) {
        return done;
      }
    }
  }

  private static List<String> holds(Token token) {
    return token.capabilities().masters();
  }

  /** One that stays is told once. */
  private boolean rewrap(List<Token> able, KeyLabel label) {
    try {
      var key = repository.find(label);
      var wrapped = key.map(StoredKey::wrapped);
      if (wrapped.isEmpty()) {
        return false; // destroyed meanwhile
      }
      var token =
          able.stream()
              .filter(each -> holds(each).contains(wrapped.get().master()))
              .findFirst()
              .orElseThrow(
                  () -> new TokenException(Fault.UNAVAILABLE, "no token holds both master keys"));
      var replaced = repository.replace(key.get(), token.rewrap(wrapped.get()));
      known.forget(label);
      staying.remove(label);
      return replaced;
    } catch (TokenException
        | RootKeyException
        | IllegalArgumentException
        | IllegalStateException e) {
      if (staying.size() < MOST_TOLD && staying.add(label)) {
        LOG.warn("Key {} stays under its master key: {}", label, e.getMessage());
      }
      return false;
    }
  }

  @Override
  public void close() {
    working.shutdownNow();
  }
}
