package vn.antin.signing.engine.command;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.Level;
import vn.antin.signing.engine.LongTerm;
import vn.antin.signing.engine.online.Online;
import vn.antin.signing.engine.online.OnlineLimits;
import vn.antin.signing.engine.revocation.FolderRevocationStore;
import vn.antin.signing.engine.revocation.MemoryRevocationStore;
import vn.antin.signing.engine.revocation.RevocationClient;
import vn.antin.signing.engine.revocation.RevocationData;
import vn.antin.signing.engine.revocation.RevocationLimits;
import vn.antin.signing.engine.revocation.RevocationSource;
import vn.antin.signing.engine.timestamp.TimeStampClient;
import vn.antin.signing.engine.timestamp.TimeStampException;
import vn.antin.signing.engine.timestamp.TimeStampServer;
import vn.antin.signing.engine.timestamp.TimeStampSource;
import vn.antin.signing.engine.timestamp.TimeStampToken;

/**
 * Where time-stamps and revocation answers come from. A file's line only tells that one could not
 * be had; why is said here, once for every cause.
 */
final class Proofs implements AutoCloseable {

  private static final int REMEMBERED = 5000;
  private static final int MOST_CAUSES = 20;

  private final Terminal terminal;
  private final Words words;
  private final Set<String> told = ConcurrentHashMap.newKeySet();
  private final List<Online> doors;
  private final @Nullable LongTerm longTerm;

  /**
   * Opens no connection yet.
   *
   * @throws UsageFault when what is said to be trusted for time-stamps cannot be read
   */
  Proofs(SignOptions options, Terminal terminal, InstantSource clock) {
    this.terminal = terminal;
    this.words = options.words();
    if (!options.level().atLeast(Level.B_T)) {
      this.doors = List.of();
      this.longTerm = null;
      return;
    }
    List<X509Certificate> anchors = anchors(options, clock.instant());
    // Certificates name addresses too: they must not reach the time-stamp server's inner host.
    Online stamping = new Online(OnlineLimits.defaults().allowing(options.tsaHosts()));
    Online asking = new Online(OnlineLimits.defaults().allowing(options.hosts()));
    Path memory = options.memory();
    this.doors = List.of(stamping, asking);
    this.longTerm =
        new LongTerm(
            new Stamps(
                new TimeStampClient(
                    options.tsa().stream()
                        .map(address -> new TimeStampServer(address, null, anchors))
                        .toList(),
                    stamping,
                    clock)),
            new Revocation(
                new RevocationClient(
                    asking,
                    memory == null
                        ? new MemoryRevocationStore(REMEMBERED)
                        : new FolderRevocationStore(memory, REMEMBERED),
                    clock,
                    RevocationLimits.defaults())));
  }

  /** Null when the level needs none. */
  @Nullable LongTerm longTerm() {
    return longTerm;
  }

  @Override
  public void close() {
    doors.forEach(Online::close);
  }

  private List<X509Certificate> anchors(SignOptions options, Instant now) {
    Path trusted = options.tsaTrust();
    if (trusted == null) {
      terminal.complain(words.say("warning.tsa"));
      return List.of();
    }
    return TrustFiles.anchors(trusted, now, words);
  }

  private void tell(String cause) {
    if (told.size() < MOST_CAUSES && told.add(cause)) {
      terminal.complain(words.say("warning.proof", cause));
    }
  }

  private final class Stamps implements TimeStampSource {

    private final TimeStampSource client;

    Stamps(TimeStampSource client) {
      this.client = client;
    }

    @Override
    public TimeStampToken stamp(byte[] digest, String digestAlgorithm) {
      try {
        return client.stamp(digest, digestAlgorithm);
      } catch (TimeStampException e) {
        e.attempts().forEach(Proofs.this::tell);
        throw e;
      }
    }

    @Override
    public int expectedSize() {
      return client.expectedSize();
    }
  }

  private final class Revocation implements RevocationSource {

    private final RevocationSource client;

    Revocation(RevocationSource client) {
      this.client = client;
    }

    @Override
    public RevocationData find(X509Certificate certificate, X509Certificate issuer, Instant at) {
      RevocationData data = client.find(certificate, issuer, at);
      if (data.status() == RevocationData.Status.UNKNOWN) {
        tell(certificate.getSubjectX500Principal().getName() + ": " + data.detail());
      }
      return data;
    }

    @Override
    public Optional<X509Certificate> issuer(X509Certificate certificate) {
      return client.issuer(certificate);
    }
  }
}
