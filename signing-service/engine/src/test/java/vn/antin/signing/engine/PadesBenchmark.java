package vn.antin.signing.engine;

import java.io.OutputStream;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import vn.antin.signing.engine.pades.PadesSigner;

/**
 * PAdES-BASELINE-B documents per second, key in memory: prepare, sign, verify, complete. Run {@code
 * main} with the test class path; one figure for one thread, one for two.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 3)
@Measurement(iterations = 3, time = 4)
@Fork(value = 1, jvmArgsAppend = "-Xmx512m")
public class PadesBenchmark {

  /** Size of the document: a letter, a report. */
  @Param({"100", "1000"})
  public int kilobytes;

  /** Kind of key. */
  @Param({"RSA-2048", "EC-P256", "none"})
  public String key = "";

  private final PadesSigner signer = new PadesSigner(InstantSource.fixed(TestSigner.NOW));
  private TestSigner official = TestSigner.ec(256);
  private DocumentSource document = DocumentSource.of(new byte[0]);

  @Setup
  public void prepareDocument() {
    official = key.equals("RSA-2048") ? TestSigner.rsa() : TestSigner.ec(256);
    document = DocumentSource.of(TestPdfs.withImage(kilobytes * 1024));
  }

  /** The key "none" stops before the key: what the engine alone costs. */
  @Benchmark
  public Object sign() {
    if (!(signer.prepare(document, official.request())
        instanceof Preparation.Prepared(PreparedSignature prepared))) {
      throw new IllegalStateException("refused");
    }
    return key.equals("none")
        ? prepared
        : signer.complete(
            document,
            prepared,
            official.sign(prepared.bytesToSign()),
            OutputStream.nullOutputStream());
  }

  public static void main(String[] arguments) throws RunnerException {
    for (int threads : new int[] {1, 2}) {
      new Runner(
              new OptionsBuilder()
                  .include(PadesBenchmark.class.getName())
                  .threads(threads)
                  .addProfiler(GCProfiler.class)
                  .build())
          .run();
    }
  }
}
