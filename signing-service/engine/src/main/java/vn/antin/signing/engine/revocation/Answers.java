package vn.antin.signing.engine.revocation;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Remembers answers until their time is over, within a bound of count and of bytes, the least used
 * going first. Who asks for what is being asked waits for that answer. Thread-safe.
 */
final class Answers<V> {

  private final InstantSource clock;
  private final int most;
  private final long mostBytes;
  private final ToIntFunction<V> size;
  private final Map<String, Result<V>> kept = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<String, CompletableFuture<Result<V>>> underWay = new ConcurrentHashMap<>();
  private long bytes;

  Answers(InstantSource clock, int most, long mostBytes, ToIntFunction<V> size) {
    this.clock = clock;
    this.most = most;
    this.mostBytes = mostBytes;
    this.size = size;
  }

  /**
   * An answer or why there is none.
   *
   * @param until when it is to be asked for again
   */
  record Result<V>(@Nullable V value, String why, Instant until) {}

  Result<V> get(String key, Supplier<Result<V>> ask) {
    Result<V> remembered = remembered(key);
    if (remembered != null) {
      return remembered;
    }
    CompletableFuture<Result<V>> mine = new CompletableFuture<>();
    CompletableFuture<Result<V>> theirs = underWay.putIfAbsent(key, mine);
    if (theirs != null) {
      return theirs.join();
    }
    try {
      Result<V> again = remembered(key);
      Result<V> result = again == null ? ask.get() : again;
      if (again == null) {
        keep(key, result);
      }
      mine.complete(result);
      return result;
    } catch (RuntimeException | Error e) {
      mine.completeExceptionally(e);
      throw e;
    } finally {
      underWay.remove(key);
    }
  }

  synchronized int count() {
    return kept.size();
  }

  private synchronized @Nullable Result<V> remembered(String key) {
    Result<V> result = kept.get(key);
    if (result == null || clock.instant().isBefore(result.until())) {
      return result;
    }
    kept.remove(key);
    bytes -= sizeOf(result);
    return null;
  }

  private synchronized void keep(String key, Result<V> result) {
    Result<V> before = kept.put(key, result);
    bytes += sizeOf(result) - (before == null ? 0 : sizeOf(before));
    Iterator<Result<V>> oldest = kept.values().iterator();
    while ((kept.size() > most || bytes > mostBytes) && oldest.hasNext()) {
      bytes -= sizeOf(oldest.next());
      oldest.remove();
    }
  }

  private int sizeOf(Result<V> result) {
    V value = result.value();
    return value == null ? 0 : size.applyAsInt(value);
  }
}
