package vn.antin.standalone.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * The price of a password check, which both servers pay to the same code: Bouncy Castle's Argon2id
 * (RFC 9106).
 *
 * @param memory KiB
 * @param iterations passes over the memory
 */
public record HashCost(int memory, int iterations) {
  /** One lane, and bytes of the salt and of the hash, on both sides. */
  public static final int PARALLELISM = 1;

  public static final int SALT = 16;
  public static final int LENGTH = 32;

  private static final int WARM_UP = 60;
  private static final int MEASURED = 60;

  /** Milliseconds of processor time for one hash in this JVM, once it is compiled. */
  double measure() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    for (int i = 0; i < WARM_UP; i++) {
      hash();
    }
    long before = threads.getCurrentThreadCpuTime();
    for (int i = 0; i < MEASURED; i++) {
      hash();
    }
    return (threads.getCurrentThreadCpuTime() - before) / 1e6 / MEASURED;
  }

  private void hash() {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withSalt(new byte[SALT])
            .withParallelism(PARALLELISM)
            .withMemoryAsKB(memory)
            .withIterations(iterations)
            .build());
    generator.generateBytes("antin-demo-2026".getBytes(StandardCharsets.UTF_8), new byte[LENGTH]);
  }
}
