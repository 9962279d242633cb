package vn.antin.signing.signature;

import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.LongTerm;
import vn.antin.signing.engine.revocation.RevocationSource;
import vn.antin.signing.engine.revocation.ValidationMaterial;
import vn.antin.signing.engine.timestamp.TimeStampException;
import vn.antin.signing.problem.Problem;

/** What the levels above B need, and whether it can be had just now. Thread-safe. */
final class Levels {
  private final @Nullable TimeStamps timeStamps;
  private final RevocationSource revocation;
  private final InstantSource time;

  /**
   * @param timeStamps null when none are configured
   */
  Levels(@Nullable TimeStamps timeStamps, RevocationSource revocation, InstantSource time) {
    this.timeStamps = timeStamps;
    this.revocation = revocation;
    this.time = time;
  }

  boolean offers(SignatureLevel level) {
    return level == SignatureLevel.B || timeStamps != null;
  }

  @Nullable LongTerm longTerm() {
    return timeStamps == null ? null : new LongTerm(timeStamps, revocation);
  }

  /**
   * Everything is asked for before the key is used; revocation answers are then at hand for an
   * hour.
   *
   * @param chain of the signer, its own certificate first
   * @throws vn.antin.signing.problem.SigningException LEVEL_NOT_OFFERED, TIME_STAMP_UNREACHABLE,
   *     REVOCATION_UNREACHABLE, or CREDENTIAL_NOT_USABLE when the certificate is revoked
   */
  void require(SignatureLevel level, List<X509Certificate> chain) {
    if (level == SignatureLevel.B) {
      return;
    }
    if (timeStamps == null) {
      throw Problem.LEVEL_NOT_OFFERED.because("no time-stamps are configured");
    }
    X509Certificate authority;
    try {
      authority = timeStamps.ready();
    } catch (TimeStampException e) {
      throw Problem.TIME_STAMP_UNREACHABLE.because(String.valueOf(e.getMessage()), e);
    }
    if (level.atLeast(SignatureLevel.LT)) {
      requireMaterial(List.of(chain.getFirst(), authority), chain);
    }
  }

  /** What a later check of the chain needs, as far as it can be had now. */
  ValidationMaterial material(List<X509Certificate> chain) {
    return ValidationMaterial.collect(List.of(chain.getFirst()), chain, revocation, time.instant());
  }

  private void requireMaterial(List<X509Certificate> subjects, List<X509Certificate> known) {
    var material = ValidationMaterial.collect(subjects, known, revocation, time.instant());
    if (!material.revoked().isEmpty()) {
      throw Problem.CREDENTIAL_NOT_USABLE.because("a certificate of the chain is revoked");
    }
    if (!material.complete()) {
      throw Problem.REVOCATION_UNREACHABLE.because(String.join("; ", material.gaps()));
    }
  }
}
