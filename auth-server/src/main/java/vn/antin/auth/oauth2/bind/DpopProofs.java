package vn.antin.auth.oauth2.bind;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.antin.auth.digest.Digest;
import vn.antin.auth.web.House;
import vn.antin.auth.web.MutualTls;

/** Judges DPoP proofs by the rules of RFC 9449 §4.3. */
@Component
public final class DpopProofs {
  static final String HEADER = "DPoP";

  private final List<String> origins;
  private final DpopProperties properties;
  private final DpopNonces nonces;
  private final ProofMemory memory;
  private final InstantSource clock;
  private final MeterRegistry meters;

  DpopProofs(
      House house,
      MutualTls mutual,
      DpopProperties properties,
      DpopNonces nonces,
      ProofMemory memory,
      InstantSource clock,
      MeterRegistry meters) {
    this.origins =
        Stream.concat(Stream.of(house.issuer()), mutual.address(house).stream())
            .map(URI::toString)
            .toList();
    this.properties = properties;
    this.nonces = nonces;
    this.memory = memory;
    this.clock = clock;
    this.meters = meters;
  }

  /** Judges the proof of a request that asks for a token. A proof is accepted once. */
  public ProofCheck check(HttpServletRequest request) {
    return check(request, null);
  }

  /**
   * Judges the proof of a request.
   *
   * @param accessToken that the proof has to go with; null where none is used
   */
  ProofCheck check(HttpServletRequest request, @Nullable String accessToken) {
    ProofCheck check = judge(request, accessToken);
    switch (check) {
      case ProofCheck.Proven proven -> count("accepted");
      case ProofCheck.Refused refused -> count("refused");
      case ProofCheck.NonceWanted wanted -> count("nonce-wanted");
      case ProofCheck.Absent absent -> {}
    }
    return check;
  }

  private void count(String result) {
    meters.counter("antin.oauth2.dpop.proofs", "result", result).increment();
  }

  private ProofCheck judge(HttpServletRequest request, @Nullable String accessToken) {
    List<String> given = Collections.list(request.getHeaders(HEADER));
    if (given.isEmpty()) {
      return new ProofCheck.Absent();
    }
    if (given.size() > 1) {
      return new ProofCheck.Refused("expected one DPoP header, found several");
    }
    Optional<DpopProof> read = DpopProof.read(given.getFirst());
    if (read.isEmpty()) {
      return new ProofCheck.Refused(
          "expected a JWT of type dpop+jwt with jti, htm, htu and iat, signed with one of "
              + String.join(", ", ProofSignature.ALGORITHMS)
              + " by the public key in its header");
    }
    DpopProof proof = read.get();
    if (!proof.method().equals(request.getMethod())) {
      return new ProofCheck.Refused("htm is not the method of this request");
    }
    if (!namesTarget(proof, request)) {
      return new ProofCheck.Refused("htu is not the address of this request");
    }
    if (accessToken != null && !hash(accessToken).equals(proof.tokenHash())) {
      return new ProofCheck.Refused("ath is not the hash of the access token");
    }
    if (nonces.wanted() && !nonces.accepts(proof.nonce())) {
      return new ProofCheck.NonceWanted();
    }
    Instant tooOld = proof.issuedAt().plus(properties.proofLifetime());
    if (!timely(proof, tooOld)) {
      return new ProofCheck.Refused("the proof is too old or from the future: iat, nbf, exp");
    }
    return memory.firstUse(proof, tooOld)
        ? new ProofCheck.Proven(proof.thumbprint())
        : new ProofCheck.Refused("the proof has been used before");
  }

  private boolean namesTarget(DpopProof proof, HttpServletRequest request) {
    Optional<TargetUri> named = TargetUri.of(proof.uri());
    return named.isPresent()
        && origins.stream()
            .anyMatch(origin -> named.equals(TargetUri.of(origin + request.getRequestURI())));
  }

  private boolean timely(DpopProof proof, Instant tooOld) {
    Instant now = clock.instant();
    Instant latest = now.plus(properties.skew());
    Instant notBefore = proof.notBefore();
    Instant expiresAt = proof.expiresAt();
    return tooOld.isAfter(now)
        && !proof.issuedAt().isAfter(latest)
        && (notBefore == null || !notBefore.isAfter(latest))
        && (expiresAt == null || expiresAt.isAfter(now));
  }

  private static String hash(String accessToken) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Digest.sha256(accessToken));
  }
}
