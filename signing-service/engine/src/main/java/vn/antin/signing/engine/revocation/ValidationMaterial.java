package vn.antin.signing.engine.revocation;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vn.antin.signing.engine.revocation.RevocationData.Status;

/**
 * All that a validator needs without a network: the chains of signers, time-stamping authorities
 * and OCSP responders up to self-signed roots, and the proof that each held (what level LT embeds,
 * ETSI EN 319 142-1 section 5.4). The arrays are shared; do not change them.
 *
 * @param certificates all of them, those that were asked about first
 * @param revoked certificates that were withdrawn at the time in question
 * @param gaps what could not be had, for the operator; empty when the material is complete
 */
public record ValidationMaterial(
    List<X509Certificate> certificates,
    List<byte[]> ocspResponses,
    List<byte[]> crls,
    List<X509Certificate> revoked,
    List<String> gaps) {

  private static final int MOST = 64;
  private static final long MOST_BYTES = 32L << 20;
  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final String OCSP_NO_CHECK = "1.3.6.1.5.5.7.48.1.5";

  public ValidationMaterial {
    certificates = List.copyOf(certificates);
    ocspResponses = List.copyOf(ocspResponses);
    crls = List.copyOf(crls);
    revoked = List.copyOf(revoked);
    gaps = List.copyOf(gaps);
  }

  /** Every certificate but the roots is proven good. */
  public boolean complete() {
    return gaps.isEmpty() && revoked.isEmpty();
  }

  /**
   * Collects the material. At most 64 certificates are followed, for a minute, and 32 MiB kept;
   * what goes beyond is a gap.
   *
   * @param subjects certificates that signed something
   * @param known where issuers are looked for before the network is asked
   * @param at the time in question
   */
  public static ValidationMaterial collect(
      Collection<X509Certificate> subjects,
      Collection<X509Certificate> known,
      RevocationSource source,
      Instant at) {
    Collector collector = new Collector(known, source, at);
    subjects.forEach(collector::add);
    return collector.collect();
  }

  private static final class Collector {

    private final List<X509Certificate> known;
    private final RevocationSource source;
    private final Instant at;
    private final Deque<X509Certificate> open = new ArrayDeque<>();
    private final Set<X509Certificate> seen = new LinkedHashSet<>();
    private final List<byte[]> ocspResponses = new ArrayList<>();
    private final List<byte[]> crls = new ArrayList<>();
    private final List<X509Certificate> revoked = new ArrayList<>();
    private final List<String> gaps = new ArrayList<>();
    private final long began = System.nanoTime();
    private long bytes;

    Collector(Collection<X509Certificate> known, RevocationSource source, Instant at) {
      this.known = new ArrayList<>(known);
      this.source = source;
      this.at = at;
    }

    void add(X509Certificate certificate) {
      if (seen.contains(certificate)) {
        return;
      }
      if (seen.size() == MOST) {
        gaps.add("more than " + MOST + " certificates");
        return;
      }
      seen.add(certificate);
      open.add(certificate);
    }

    ValidationMaterial collect() {
      while (!open.isEmpty()) {
        if (bytes > MOST_BYTES || System.nanoTime() - began > LONGEST.toNanos()) {
          gaps.add("more than %d bytes or %s".formatted(MOST_BYTES, LONGEST));
          break;
        }
        follow(open.remove());
      }
      return new ValidationMaterial(
          List.copyOf(seen), ocspResponses, crls, revoked, gaps.stream().distinct().toList());
    }

    private void follow(X509Certificate certificate) {
      if (Issuers.issued(certificate, certificate)) {
        return;
      }
      Optional<X509Certificate> issuer =
          Issuers.of(certificate, known).or(() -> source.issuer(certificate));
      if (issuer.isEmpty()) {
        gaps.add("the issuer is missing of " + name(certificate));
        return;
      }
      known.add(issuer.get());
      add(issuer.get());
      if (certificate.getExtensionValue(OCSP_NO_CHECK) != null) {
        return;
      }
      RevocationData data = source.find(certificate, issuer.get(), at);
      data.ocspResponses().forEach(each -> keep(ocspResponses, each));
      data.crls().forEach(each -> keep(crls, each));
      known.addAll(data.certificates());
      data.certificates().forEach(this::add);
      if (data.status() == Status.REVOKED) {
        revoked.add(certificate);
      } else if (data.status() == Status.UNKNOWN) {
        gaps.add("nothing current is known of " + name(certificate) + ": " + data.detail());
      }
    }

    private static String name(X509Certificate certificate) {
      return "certificate "
          + certificate.getSerialNumber().toString(16)
          + " of "
          + certificate.getIssuerX500Principal().getName();
    }

    private void keep(List<byte[]> kept, byte[] fresh) {
      if (kept.stream().noneMatch(each -> Arrays.equals(each, fresh))) {
        kept.add(fresh);
        bytes += fresh.length;
      }
    }
  }
}
