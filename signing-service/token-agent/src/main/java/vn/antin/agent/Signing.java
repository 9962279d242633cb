package vn.antin.agent;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.antin.agent.job.JobLink;
import vn.antin.agent.job.JobRefused;
import vn.antin.agent.job.PinnedServer;
import vn.antin.agent.job.PinnedServers;
import vn.antin.agent.job.SigningJob;
import vn.antin.agent.job.SigningJob.JobDocument;
import vn.antin.signing.token.Pkcs11Library;
import vn.antin.signing.token.Pkcs11Library.ConnectedToken;
import vn.antin.signing.token.Pkcs11Library.TokenCertificate;
import vn.antin.signing.token.TokenException;
import vn.antin.signing.token.TokenException.Fault;
import vn.antin.signing.token.TokenSecret;

/**
 * The command {@code sign}: pulls a job from a pinned server, believes nothing of it unchecked,
 * shows all of it, asks for the PIN once, and brings the values back.
 */
final class Signing {

  private static final int TOGETHER = 20;
  private static final int MOST_PINS = 3;

  private final SignOptions options;
  private final Desk desk;
  private final InstantSource time;

  /** PINs refused by each token, in whatever step or library it was met. */
  private final Map<String, Integer> refusals = new HashMap<>();

  Signing(SignOptions options, Desk desk, InstantSource time) {
    this.options = options;
    this.desk = desk;
    this.time = time;
  }

  /** The token that holds the certificate, and the PIN when it was needed to see that. */
  private record Found(
      Pkcs11Library library,
      ConnectedToken token,
      X509Certificate certificate,
      @Nullable TokenSecret pin) {}

  int run() throws UsageException {
    try {
      JobLink link = JobLink.parse(options.link());
      PinnedServers servers =
          PinnedServers.read(options.servers(), options.state().resolve("keys"), time.instant());
      PinnedServer server = servers.named(link.server());
      try (JobClient client = new JobClient(server)) {
        JobClient.Pulled pulled = client.pull(link.job());
        SigningJob job;
        try {
          job = SigningJob.read(pulled.job(), server, link.job(), time.instant());
        } catch (JobRefused e) {
          client.end(link.job(), pulled.secret(), "refused-by-agent");
          throw e;
        }
        servers.learn(server, job.keys(), time.instant());
        return sign(job, link, client, pulled.secret());
      }
    } catch (JobRefused e) {
      desk.failed(e.words());
      return Agent.UNTRUSTED;
    }
  }

  private int sign(SigningJob job, JobLink link, JobClient client, String secret)
      throws JobRefused {
    if (!desk.agrees(job)) {
      client.end(link.job(), secret, "declined");
      desk.failed("Đã dừng; chưa ký gì.");
      return Agent.NOT_AGREED;
    }
    Found found = find(job);
    if (found == null) {
      client.end(link.job(), secret, "no-certificate");
      desk.failed("Không thấy USB Token có chứng thư số này; chưa ký gì.");
      return Agent.NOTHING_FOUND;
    }
    if (!job.documents().stream()
        .allMatch(each -> each.algorithm().fits(found.certificate().getPublicKey()))) {
      client.end(link.job(), secret, "refused-by-agent");
      throw new JobRefused("Phiếu ký đòi một cách ký không hợp với chứng thư số; không ký.");
    }
    return signWith(found, job, link, client, secret);
  }

  private int signWith(Found found, SigningJob job, JobLink link, JobClient client, String secret)
      throws JobRefused {
    TokenSecret pin = found.pin();
    ConnectedToken token = found.token();
    if (pin == null) {
      pin = pin(token);
    }
    while (pin != null) {
      try (Pkcs11Library.LoggedIn loggedIn =
          found.library().login(token, found.certificate(), pin)) {
        return bring(loggedIn, job, link, client, secret);
      } catch (TokenException e) {
        if (e.fault() != Fault.PIN_REFUSED) {
          client.end(link.job(), secret, e.fault() == Fault.PIN_LOCKED ? "pin" : "token");
          desk.failed(Words.of(e));
          return Agent.UNUSABLE;
        }
        refused(token);
        token = again(found.library(), token);
      } finally {
        pin.wipe();
      }
      pin = pin(token);
    }
    client.end(link.job(), secret, "pin");
    desk.failed(
        token.pinLocked()
            ? "USB Token đã bị khóa vì nhập sai PIN; cần nơi cấp mở khóa. Chưa ký gì."
            : "Không có mã PIN đúng; chưa ký gì.");
    return Agent.UNUSABLE;
  }

  /** A PIN for one try; null when there was enough trying, or the last try is not wanted. */
  private @Nullable TokenSecret pin(ConnectedToken token) {
    if (token.pinLocked()
        || refusals.getOrDefault(token.serialNumber(), 0) >= MOST_PINS
        || (token.pinFinalTry() && !desk.lastTry(token))) {
      return null;
    }
    return desk.pin(token, Words.warning(token));
  }

  private void refused(ConnectedToken token) {
    refusals.merge(token.serialNumber(), 1, Integer::sum);
  }

  private int bring(
      Pkcs11Library.LoggedIn token, SigningJob job, JobLink link, JobClient client, String secret)
      throws JobRefused {
    int signed = 0;
    String refused = "";
    Map<Integer, byte[]> values = new HashMap<>();
    for (JobDocument document : job.documents()) {
      values.put(document.number(), token.sign(document.algorithm(), document.bytes()).bytes());
      if (values.size() == TOGETHER || document.number() == job.documents().size() - 1) {
        for (JobClient.Taken taken : client.bring(link.job(), secret, values).values()) {
          if (taken.state().equals("signed") || taken.state().equals("pending")) {
            signed++;
          } else {
            refused = taken.problem();
          }
        }
        values.clear();
        desk.progress(signed, job.documents().size());
        if (!refused.isEmpty()) {
          break;
        }
      }
    }
    if (signed == job.documents().size()) {
      desk.done("Đã ký " + signed + " văn bản.");
      return 0;
    }
    client.end(link.job(), secret, "token");
    desk.failed(
        "Đã ký "
            + signed
            + "/"
            + job.documents().size()
            + " văn bản; máy chủ không nhận thêm: "
            + JsonText.printable(refused.isEmpty() ? "kết quả chưa rõ" : refused)
            + ". Hãy xem trên trang.");
    return Agent.REFUSED;
  }

  /** The token as it is now: its counter of wrong PINs has changed, or it was pulled out. */
  private static ConnectedToken again(Pkcs11Library library, ConnectedToken before) {
    return library.tokens().stream()
        .filter(each ->
            each.slot() == before.slot() && each.serialNumber().equals(before.serialNumber()))
        .findFirst()
        .orElse(before);
  }

  private @Nullable Found find(SigningJob job) {
    List<Path> libraries = Libraries.find(options.library(), options.libraries());
    Found found = findOnce(job, libraries);
    while (found == null
        && desk.again(
            libraries.isEmpty()
                ? "Không thấy phần mềm (thư viện PKCS#11) của USB Token trên máy này."
                : "Chưa thấy chứng thư số "
                    + JsonText.printable(job.subject())
                    + ". Hãy cắm đúng USB Token và chờ đèn sáng.")) {
      found = findOnce(job, libraries);
    }
    return found;
  }

  /** No PIN is asked for while a token shows the certificate without one. */
  private @Nullable Found findOnce(SigningJob job, List<Path> libraries) {
    Found visible = findOnce(job, libraries, false);
    return visible == null ? findOnce(job, libraries, true) : visible;
  }

  private @Nullable Found findOnce(SigningJob job, List<Path> libraries, boolean hidden) {
    for (Path path : libraries) {
      try {
        Pkcs11Library library = Pkcs11Library.load(path);
        for (ConnectedToken token : library.tokens()) {
          Found found = hidden ? hidden(library, token, job) : visible(library, token, job);
          if (found != null) {
            return found;
          }
        }
      } catch (TokenException e) {
        if (options.library() != null) {
          desk.failed(Words.of(e));
        }
      }
    }
    return null;
  }

  private static @Nullable Found visible(
      Pkcs11Library library, ConnectedToken token, SigningJob job) {
    return among(library.certificates(token, null), library, token, job, null);
  }

  /** Some tokens show their certificates only after login. */
  private @Nullable Found hidden(Pkcs11Library library, ConnectedToken token, SigningJob job) {
    if (!token.needsPin() || token.pinLocked() || !library.certificates(token, null).isEmpty()) {
      return null;
    }
    ConnectedToken now = token;
    for (TokenSecret pin = pin(now); pin != null; pin = pin(now)) {
      Found found = null;
      try {
        found = among(library.certificates(now, pin), library, now, job, pin);
        return found;
      } catch (TokenException e) {
        if (e.fault() != Fault.PIN_REFUSED) {
          throw e;
        }
        refused(now);
        now = again(library, now);
      } finally {
        if (found == null) {
          pin.wipe();
        }
      }
    }
    return null;
  }

  private static @Nullable Found among(
      List<TokenCertificate> certificates,
      Pkcs11Library library,
      ConnectedToken token,
      SigningJob job,
      @Nullable TokenSecret pin) {
    for (TokenCertificate entry : certificates) {
      if (Printing.fingerprint(entry.certificate()).equals(job.certificate())) {
        return new Found(library, token, entry.certificate(), pin);
      }
    }
    return null;
  }
}
