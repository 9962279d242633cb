package vn.antin.signing.engine.validation.isolation;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import vn.antin.signing.engine.EngineException;
import vn.antin.signing.engine.child.ChildProcess;
import vn.antin.signing.engine.validation.SignedFile;
import vn.antin.signing.engine.validation.Validation;
import vn.antin.signing.engine.validation.Validation.Detail;
import vn.antin.signing.engine.validation.Validation.Reason;
import vn.antin.signing.engine.validation.trust.TrustDomains;

/** One running child process. Used by one thread at a time. */
final class Worker implements AutoCloseable {

  /** A report with all of DSS's details of many signatures; never the file. */
  private static final int MOST_BYTES_OF_A_VALUE = 64 << 20;

  private static final int OUT_OF_MEMORY = 3;

  private final Process process;
  private final TrustDomains trust;
  private final WireWriter to;
  private final WireReader from;
  private long idleSince = System.nanoTime();

  private Worker(Process process, TrustDomains trust) {
    this.process = process;
    this.trust = trust;
    this.to =
        new WireWriter(
            new DataOutputStream(new BufferedOutputStream(process.getOutputStream(), 1 << 16)));
    this.from =
        new WireReader(
            new DataInputStream(new BufferedInputStream(process.getInputStream())),
            MOST_BYTES_OF_A_VALUE);
  }

  /**
   * Starts one and waits until it is ready.
   *
   * @throws EngineException VALIDATOR_FAILED when it does not come up
   */
  static Worker start(List<String> command, TrustDomains trust, Duration patience) {
    Process process;
    try {
      process = ChildProcess.start(command);
    } catch (IOException e) {
      throw failed("The validator does not start", e);
    }
    Worker worker = new Worker(process, trust);
    AtomicBoolean late = new AtomicBoolean();
    Thread watch = ChildProcess.endAfter(process, patience, late);
    try {
      TrustWire.write(worker.to, trust);
      worker.to.send();
      if (worker.from.number() != ValidationWorker.READY) {
        throw new IOException("It said something else than that it is ready");
      }
      return worker;
    } catch (IOException e) {
      worker.close();
      throw failed(
          late.get()
              ? "The validator was not ready within " + patience
              : "The validator ended while it started",
          e);
    } finally {
      watch.interrupt();
    }
  }

  private static EngineException failed(String message, IOException cause) {
    return new EngineException(EngineException.Fault.VALIDATOR_FAILED, message, cause);
  }

  boolean usable(TrustDomains wanted) {
    return process.isAlive() && trust.equals(wanted);
  }

  boolean idleLongerThan(Duration time) {
    return System.nanoTime() - idleSince > time.toNanos();
  }

  /** Validates; a file that ends the process is refused, never an exception. */
  Validation ask(SignedFile file, Set<Detail> details, Instant now, Duration limit) {
    AtomicBoolean late = new AtomicBoolean();
    Thread watch = ChildProcess.endAfter(process, limit, late);
    boolean complete = false;
    try {
      to.instant(now);
      to.list(details, to::word);
      write(file);
      to.list(file.originals(), this::write);
      to.send();
      Validation answer = ReportWire.read(from);
      complete = true;
      return answer;
    } catch (IOException | IllegalArgumentException e) {
      process.destroyForcibly();
      return ended(late);
    } finally {
      if (!complete) {
        // What it still has to say is not for whoever asks next.
        process.destroyForcibly();
      }
      watch.interrupt();
      idleSince = System.nanoTime();
    }
  }

  private void write(SignedFile file) throws IOException {
    to.text(file.name());
    to.bytes(file.content());
  }

  private Validation ended(AtomicBoolean late) {
    try {
      process.waitFor(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (late.get()) {
      return new Validation.Refused(Reason.TIMED_OUT, "Validation took too long");
    }
    int code = process.isAlive() ? -1 : process.exitValue();
    return new Validation.Refused(
        Reason.TOO_COMPLEX,
        code == OUT_OF_MEMORY ? "Out of memory" : "The validator ended with exit code " + code);
  }

  boolean alive() {
    return process.isAlive();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
