package vn.antin.signing.engine.command;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.DocumentSource;
import vn.antin.signing.engine.Level;
import vn.antin.signing.engine.LongTerm;
import vn.antin.signing.engine.Signer;
import vn.antin.signing.engine.online.Online;
import vn.antin.signing.engine.online.OnlineLimits;
import vn.antin.signing.engine.revocation.FolderRevocationStore;
import vn.antin.signing.engine.revocation.MemoryRevocationStore;
import vn.antin.signing.engine.revocation.RevocationClient;
import vn.antin.signing.engine.revocation.RevocationLimits;
import vn.antin.signing.engine.timestamp.TimeStampClient;
import vn.antin.signing.engine.timestamp.TimeStampServer;

/** Finds how to sign a document by what is in it, never by its name. */
final class Formats implements AutoCloseable {

  private static final int HEAD = 1024;
  private static final int REMEMBERED = 5000;

  private final List<Online> doors;
  private final Format pdf;

  private Formats(List<Online> doors, Format pdf) {
    this.doors = doors;
    this.pdf = pdf;
  }

  static Formats open(SignOptions options, Signer signer, InstantSource clock) {
    if (!options.level().atLeast(Level.B_T)) {
      return new Formats(List.of(), new PdfFormat(options, signer, null, clock));
    }
    // Certificates name addresses too: they must not reach the time-stamp server's inner host.
    Online stamping = new Online(OnlineLimits.defaults().allowing(options.tsaHosts()));
    Online asking = new Online(OnlineLimits.defaults().allowing(options.hosts()));
    Path memory = options.memory();
    LongTerm longTerm =
        new LongTerm(
            new TimeStampClient(
                options.tsa().stream().map(TimeStampServer::of).toList(), stamping, clock),
            new RevocationClient(
                asking,
                memory == null
                    ? new MemoryRevocationStore(REMEMBERED)
                    : new FolderRevocationStore(memory, REMEMBERED),
                clock,
                RevocationLimits.defaults()));
    return new Formats(List.of(stamping, asking), new PdfFormat(options, signer, longTerm, clock));
  }

  /** Null when nothing here signs such a document. */
  @Nullable Format of(DocumentSource document) throws IOException {
    ByteBuffer head = ByteBuffer.allocate(HEAD);
    while (head.hasRemaining() && document.read(head.position(), head) > 0) {}
    String text = new String(head.array(), 0, head.position(), StandardCharsets.ISO_8859_1);
    return text.contains("%PDF-") ? pdf : null;
  }

  @Override
  public void close() {
    doors.forEach(Online::close);
  }
}
