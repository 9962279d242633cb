package vn.antin.auth.account;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Argon2id hashes of passwords and PINs. The work is bounded to the cores, with a short queue:
 * under a flood the rest of the server still answers, and who cannot be served is told so.
 */
@Component
public final class SecretHashes implements DisposableBean {
  private final Argon2 argon2;
  private final ThreadPoolExecutor cores;
  private final HashingProperties properties;
  private final Future<String> nobody;

  SecretHashes(HashingProperties properties) {
    this.properties = properties;
    argon2 = new Argon2(properties.memory(), properties.iterations());
    int threads = Runtime.getRuntime().availableProcessors();
    cores =
        new ThreadPoolExecutor(
            threads,
            threads,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(properties.queue()),
            Thread.ofPlatform().name("argon2-", 0).daemon().factory());
    // Threads go after a minute without work, and the memory they hash in goes with them.
    cores.allowCoreThreadTimeOut(true);
    nobody = cores.submit(() -> argon2.encode("nobody"));
  }

  /** Hashes a new secret. */
  public String hash(Password secret) throws TooManyHashes {
    return work(() -> argon2.encode(secret.reveal()));
  }

  /** Whether the secret is the one with this hash, of ours or taken over from elsewhere. */
  public boolean matches(Password secret, String hash) throws TooManyHashes {
    return work(() -> {
      if (!ForeignHashes.known(hash)) {
        return argon2.matches(secret.reveal(), hash);
      }
      // Not to be told from others by a faster answer.
      argon2.matches(secret.reveal(), nobody.get());
      return ForeignHashes.matches(secret.reveal(), hash);
    });
  }

  /**
   * Whether this is a password hash of another system that can be taken over: bcrypt, salted SHA,
   * PBKDF2. It is replaced by one of ours at the official's first login.
   */
  public static boolean foreign(String hash) {
    return ForeignHashes.known(hash);
  }

  /** Spends the time of a comparison on a secret that nobody has. */
  public void matchNobody(Password secret) throws TooManyHashes {
    work(() -> argon2.matches(secret.reveal(), nobody.get()));
  }

  /** Whether the hash was made at a lower price than today's, or elsewhere. */
  public boolean outdated(String hash) {
    return argon2.outdated(hash);
  }

  private <T> T work(Callable<T> task) throws TooManyHashes {
    Future<T> result;
    try {
      result = cores.submit(task);
    } catch (RejectedExecutionException e) {
      throw new TooManyHashes(e);
    }
    try {
      return result.get(properties.patience().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | CancellationException e) {
      result.cancel(false);
      throw new TooManyHashes(e);
    } catch (InterruptedException e) {
      result.cancel(false);
      Thread.currentThread().interrupt();
      throw new TooManyHashes(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("hashing failed", e.getCause());
    }
  }

  @Override
  public void destroy() {
    cores.shutdownNow();
  }
}
