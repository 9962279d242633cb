package vn.antin.signing.issuance;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;
import vn.antin.signing.certificate.Credential;
import vn.antin.signing.certificate.Credentials;
import vn.antin.signing.certificate.Holder;
import vn.antin.signing.document.Document;
import vn.antin.signing.engine.validation.SignatureReport;
import vn.antin.signing.engine.validation.SignatureReport.Integrity;
import vn.antin.signing.engine.validation.SignatureReport.Verdict;
import vn.antin.signing.people.OfficialId;
import vn.antin.signing.people.People;
import vn.antin.signing.people.SigningAuthorities;
import vn.antin.signing.people.UnitId;
import vn.antin.signing.validation.FileCheck;

/** Whether a file bears a valid signature of a person competent for a unit. Thread-safe. */
public final class LeaderSignatures {
  /** Nobody has signed the file. */
  public static final String NOT_SIGNED = "leader-not-signed";

  /** A signature in it does not hold, or something was changed after it. */
  public static final String INVALID = "leader-signature-invalid";

  /** What holds was not signed by somebody competent at that time. */
  public static final String NOT_COMPETENT = "leader-not-competent";

  private final FileCheck check;
  private final Credentials credentials;
  private final SigningAuthorities authorities;
  private final People people;
  private final InstantSource time;

  LeaderSignatures(
      FileCheck check,
      Credentials credentials,
      SigningAuthorities authorities,
      People people,
      InstantSource time) {
    this.check = check;
    this.credentials = credentials;
    this.authorities = authorities;
    this.people = people;
    this.time = time;
  }

  /**
   * What is wrong with the file as it stands; empty when it may be sealed.
   *
   * @param known when officials signed it here, by our own ledger
   * @throws vn.antin.signing.problem.SigningException PEOPLE_STALE, BUSY, or what makes the file
   *     impossible to validate
   */
  public Optional<String> obstacle(Document document, UnitId unit, Map<OfficialId, Instant> known) {
    people.requireFresh();
    var report = check.check(document);
    if (report.signatures().isEmpty()) {
      return Optional.of(NOT_SIGNED);
    }
    if (report.changedAfterSigning()
        || report.signatures().stream().anyMatch(each -> each.integrity() == Integrity.BROKEN)) {
      return Optional.of(INVALID);
    }
    var holding =
        report.signatures().stream().filter(each -> each.verdict() == Verdict.VALID).toList();
    if (holding.isEmpty()) {
      return Optional.of(INVALID);
    }
    return holding.stream().anyMatch(each -> competent(each, unit, known))
        ? Optional.empty()
        : Optional.of(NOT_COMPETENT);
  }

  private boolean competent(
      SignatureReport signature, UnitId unit, Map<OfficialId, Instant> known) {
    return known.entrySet().stream()
            .anyMatch(each ->
                authorities.competent(unit, each.getValue()).contains(each.getKey())
                    && isBy(signature, each.getKey()))
        || authorities.competent(unit, proved(signature)).stream()
            .anyMatch(each -> !known.containsKey(each) && isBy(signature, each));
  }

  private Instant proved(SignatureReport signature) {
    var stamp = signature.timestamp();
    return stamp != null && stamp.trusted() ? stamp.time() : time.instant();
  }

  private boolean isBy(SignatureReport signature, OfficialId official) {
    var now = time.instant();
    return Stream.concat(
            credentials.of(official).stream(), credentials.onTokensOf(official).stream())
        .filter(each -> each.holder() instanceof Holder.Personal && each.usable(now))
        .anyMatch(each -> isBy(signature, each));
  }

  /** The report names no certificate, but what tells one of an official's from all others. */
  private static boolean isBy(SignatureReport signature, Credential credential) {
    var signatory = signature.signatory();
    try {
      return credential.validFrom().equals(signatory.validFrom())
          && credential.validTo().equals(signatory.validTo())
          && new X500Principal(signatory.subject())
              .equals(credential.certificate().getSubjectX500Principal());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
