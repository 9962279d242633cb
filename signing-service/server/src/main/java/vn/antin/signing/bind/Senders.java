package vn.antin.signing.bind;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Judges what senders prove: proofs by the rules of RFC 9449 §4.3, certificates as seen here or as
 * a listed proxy says. Thread-safe.
 */
public final class Senders {
  private final String publicUrl;
  private final Predicate<HttpServletRequest> certificateProxies;
  private final DpopProperties properties;
  private final ProofMemory memory;
  private final InstantSource time;
  private final MeterRegistry meters;

  /**
   * @param publicUrl this service's address as clients know it, with which {@code htu} is compared
   * @param certificateProxies whether a call came from a proxy whose {@code Client-Cert} is
   *     believed; the certificate of such a call's connection is the proxy's own and does not count
   */
  public Senders(
      String publicUrl,
      Predicate<HttpServletRequest> certificateProxies,
      DpopProperties properties,
      JdbcClient sql,
      InstantSource time,
      MeterRegistry meters) {
    this.publicUrl = publicUrl;
    this.certificateProxies = certificateProxies;
    this.properties = properties;
    this.memory = new ProofMemory(sql, time);
    this.time = time;
    this.meters = meters;
  }

  /** The sender of a call. */
  public Sender of(HttpServletRequest request, PresentedToken token) {
    return new Sender(this, request, token);
  }

  /** The certificate with which a call came, by its SHA-256. */
  Optional<String> certificate(HttpServletRequest request) {
    try {
      return (certificateProxies.test(request)
              ? ClientCertificates.ofProxy(request)
              : ClientCertificates.ofConnection(request))
          .map(ClientCertificates::thumbprint);
    } catch (CertificateException e) {
      return Optional.empty();
    }
  }

  /** The thumbprint of the key that a call proves, with this token. The proof is used up. */
  String prove(HttpServletRequest request, String token) {
    var given = Collections.list(request.getHeaders("DPoP"));
    if (given.size() != 1) {
      throw refused(UnprovenSender.proof("expected one DPoP proof"));
    }
    var proof =
        DpopProof.read(given.getFirst())
            .orElseThrow(() ->
                refused(
                    UnprovenSender.proof(
                        "expected a JWT of type dpop+jwt with jti, htm, htu, iat and ath, signed"
                            + " by the public key in its header")));
    var fault = fault(proof, request, token);
    if (fault != null) {
      throw refused(UnprovenSender.proof(fault));
    }
    meters.counter("antin.sender.proofs", "result", "accepted").increment();
    return proof.thumbprint();
  }

  UnprovenSender refused(UnprovenSender fault) {
    meters.counter("antin.sender.proofs", "result", "refused").increment();
    return fault;
  }

  private @Nullable String fault(DpopProof proof, HttpServletRequest request, String token) {
    if (!proof.method().equals(request.getMethod())) {
      return "htm is not the method of this request";
    }
    var named = TargetUri.of(proof.uri());
    if (named.isEmpty() || !named.equals(TargetUri.of(publicUrl + request.getRequestURI()))) {
      return "htu is not the address of this request";
    }
    if (!Digests.base64url(token.getBytes(StandardCharsets.UTF_8)).equals(proof.tokenHash())) {
      return "ath is not the hash of the access token";
    }
    var tooOld = proof.issuedAt().plus(properties.proofLifetime());
    if (!timely(proof, tooOld)) {
      return "the proof is too old or from the future: iat, nbf, exp";
    }
    return memory.firstUse(proof, tooOld) ? null : "the proof has been used before";
  }

  private boolean timely(DpopProof proof, Instant tooOld) {
    var now = time.instant();
    var latest = now.plus(properties.skew());
    return tooOld.isAfter(now)
        && !proof.issuedAt().isAfter(latest)
        && (proof.notBefore() == null || !proof.notBefore().isAfter(latest))
        && (proof.expiresAt() == null || proof.expiresAt().isAfter(now));
  }

  /** A second node that does the same finds nothing. */
  @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT1M")
  void forgetExpired() {
    memory.forgetExpired();
  }
}
