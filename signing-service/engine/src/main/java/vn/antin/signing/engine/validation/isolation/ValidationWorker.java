package vn.antin.signing.engine.validation.isolation;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.validation.SignedFile;
import vn.antin.signing.engine.validation.Validation.Detail;
import vn.antin.signing.engine.validation.Validator;
import vn.antin.signing.engine.validation.trust.TrustDomains;

/**
 * The child process of {@link IsolatedValidator}: reads whom to trust, says that it is ready, then
 * answers file after file until its input ends. Out of memory ends it (exit code 3, by the JVM).
 */
final class ValidationWorker {

  static final int MOST_BYTES = Integer.MAX_VALUE - 16;
  static final int READY = 0x416e5469;
  private static final String MOST_REFERENCES = "2000";

  private ValidationWorker() {}

  public static void main(String[] arguments) throws IOException {
    WireReader from =
        new WireReader(
            new DataInputStream(new BufferedInputStream(new FileInputStream(FileDescriptor.in))),
            MOST_BYTES);
    WireWriter to =
        new WireWriter(
            new DataOutputStream(
                new BufferedOutputStream(new FileOutputStream(FileDescriptor.out))));
    System.setOut(System.err); // nothing else may write into the protocol
    // Office files name every part; the library stops at 30, for cost that is bounded here anyway.
    System.setProperty("org.apache.xml.security.maxReferences", MOST_REFERENCES);
    TrustDomains trust = TrustWire.read(from);
    Moment moment = new Moment();
    Validator validator = new Validator(trust, moment);
    to.number(READY);
    to.send();
    try {
      while (true) {
        moment.now = question(from.instant());
        Set<Detail> details = EnumSet.noneOf(Detail.class);
        details.addAll(from.list(() -> from.word(Detail.class)));
        ReportWire.write(to, validator.validate(file(from), details));
        to.send();
      }
    } catch (EOFException e) {
      System.exit(0);
    }
  }

  private static Instant question(@Nullable Instant now) throws IOException {
    if (now == null) {
      throw new IOException("A question without a time");
    }
    return now;
  }

  private static SignedFile file(WireReader from) throws IOException {
    return new SignedFile(
        from.text(), from.bytes(), from.list(() -> SignedFile.of(from.text(), from.bytes())));
  }

  /** The time that the parent names with each file. */
  private static final class Moment implements InstantSource {

    private Instant now = Instant.EPOCH;

    @Override
    public Instant instant() {
      return now;
    }
  }
}
