package vn.antin.audit.verify;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.antin.audit.AuditException;
import vn.antin.audit.SealedRoot;
import vn.antin.audit.proof.Seal;
import vn.antin.audit.verify.Finding.Kind;

/** Compares seals with the file of roots, both in ascending order, one line ahead. */
final class KeptRoots implements AutoCloseable {
  private final Path file;
  private final BufferedReader reader;
  private final Findings findings;
  private @Nullable SealedRoot ahead;
  private boolean reported;

  KeptRoots(Path file, Findings findings) {
    this.file = file;
    this.findings = findings;
    try {
      reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1);
      ahead = read();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** Reports the first difference only: after it every root differs. */
  void check(Seal seal) {
    long number = seal.head().number();
    while (ahead != null && ahead.seal() <= number) {
      if (ahead.seal() == number && !reported && differs(ahead, seal)) {
        reported = true;
      }
      ahead = advance();
    }
  }

  void end(long lastSeal) {
    if (ahead != null && !reported) {
      SealedRoot last = ahead;
      for (SealedRoot next = advance(); next != null; next = advance()) {
        last = next;
      }
      findings.add(
          Kind.END_CUT,
          "The log ends with seal %d, but seals up to %d were kept in %s: its end was cut off"
              .formatted(lastSeal, last.seal(), file));
    }
  }

  @Override
  public void close() {
    try {
      reader.close();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private boolean differs(SealedRoot kept, Seal seal) {
    UUID log = seal.head().log();
    if (!kept.log().equals(log)) {
      findings.add(
          Kind.ROOT_DIFFERS,
          "The roots in %s belong to log %s, this is %s".formatted(file, kept.log(), log));
      return true;
    }
    if (!kept.root().equals(seal.root())) {
      findings.add(
          Kind.ROOT_DIFFERS,
          "Seal %d has the root %s, but %s was kept in %s: the log was rewritten from there on, or before"
              .formatted(seal.head().number(), seal.root(), kept.root(), file));
      return true;
    }
    return false;
  }

  private @Nullable SealedRoot advance() {
    try {
      return read();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** The next whole line; a torn one was written again after it. */
  private @Nullable SealedRoot read() throws IOException {
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      SealedRoot root = SealedRoot.parse(line).orElse(null);
      if (root != null) {
        return root;
      }
    }
    return null;
  }

  private AuditException unreadable(IOException cause) {
    return new AuditException(
        AuditException.Code.INPUT, "The file of roots %s cannot be read".formatted(file), cause);
  }
}
