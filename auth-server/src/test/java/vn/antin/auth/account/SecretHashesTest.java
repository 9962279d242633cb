package vn.antin.auth.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class SecretHashesTest {
  private static final Password SECRET = new Password("một bí mật dài");

  @Test
  void hashIsArgon2idAndKnowsItsPrice() throws TooManyHashes {
    SecretHashes cheap = hashes(1024, 1, 10);
    SecretHashes dear = hashes(2048, 2, 10);
    String hash = cheap.hash(SECRET);
    assertThat(hash).startsWith("$argon2id$v=19$m=1024,t=1,p=1$");
    assertThat(dear.matches(SECRET, hash)).isTrue();
    assertThat(dear.matches(new Password("một bí mật khác"), hash)).isFalse();
    assertThat(dear.outdated(hash)).isTrue();
    assertThat(cheap.outdated(hash)).isFalse();
  }

  @Test
  void nobodysSecretTakesAsLongAsSomebodys() throws TooManyHashes {
    SecretHashes hashes = hashes(19456, 2, 10);
    String hash = hashes.hash(SECRET);
    List<Long> somebody = new ArrayList<>();
    List<Long> nobody = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      long start = System.nanoTime();
      hashes.matches(SECRET, hash);
      long middle = System.nanoTime();
      hashes.matchNobody(SECRET);
      somebody.add(middle - start);
      nobody.add(System.nanoTime() - middle);
    }
    // Of the quicker ones: what else the machine does only adds.
    assertThat(lowerQuartile(nobody) / lowerQuartile(somebody)).isBetween(0.5, 2.0);
  }

  @Test
  void whoDoesNotFitInTheQueueIsToldAtOnce() throws Exception {
    SecretHashes hashes = hashes(65536, 3, 1);
    int wanted = 40;
    int refused = 0;
    try (ExecutorService crowd = Executors.newFixedThreadPool(wanted)) {
      List<Future<String>> results = new ArrayList<>();
      for (int i = 0; i < wanted; i++) {
        results.add(crowd.submit(() -> hashes.hash(SECRET)));
      }
      for (Future<String> result : results) {
        try {
          result.get(30, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
          assertThat(e).hasCauseInstanceOf(TooManyHashes.class);
          refused++;
        }
      }
    }
    assertThat(refused).isPositive().isLessThan(wanted);
  }

  @Test
  void stoppedServerHashesNothing() {
    SecretHashes hashes = hashes(1024, 1, 1);
    hashes.destroy();
    assertThatThrownBy(() -> hashes.hash(SECRET)).isInstanceOf(TooManyHashes.class);
  }

  private static SecretHashes hashes(int memory, int iterations, int queue) {
    return new SecretHashes(
        new HashingProperties(memory, iterations, queue, Duration.ofSeconds(20)));
  }

  private static double lowerQuartile(List<Long> times) {
    return times.stream().sorted().skip(times.size() / 4).findFirst().orElseThrow();
  }
}
