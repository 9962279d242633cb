package vn.antin.signing.engine.validation;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.validation.SignatureReport.Integrity;
import vn.antin.signing.engine.validation.SignatureReport.Known;
import vn.antin.signing.engine.validation.SignatureReport.Revocation;
import vn.antin.signing.engine.validation.SignatureReport.Signatory;
import vn.antin.signing.engine.validation.SignatureReport.Stamp;
import vn.antin.signing.engine.validation.SignatureReport.Trust;
import vn.antin.signing.engine.validation.SignatureReport.ValidityAtSigning;
import vn.antin.signing.engine.validation.SignatureReport.Verdict;
import vn.antin.signing.engine.validation.coverage.Addition;
import vn.antin.signing.engine.validation.coverage.Coverage.Covered;
import vn.antin.signing.engine.validation.trust.TrustDomain;

/**
 * What is known of one signature, and what follows from it.
 *
 * @param proven when it is proven to have existed; null without a proof that counts
 * @param contentDiffers the signed bytes are others than those that were signed
 * @param fits the certificate is for documents
 */
record Findings(
    String name,
    Signatory signatory,
    @Nullable Instant claimed,
    @Nullable Stamp stamp,
    @Nullable Instant proven,
    Integrity integrity,
    boolean contentDiffers,
    Trust chain,
    boolean fits,
    @Nullable TrustDomain domain,
    Revocation revocation,
    Covered covered,
    String indication,
    @Nullable String subIndication,
    String level,
    Instant now) {

  private static final Duration VIETNAM_OFFSET = Duration.ofHours(7);
  private static final Duration TOLERANCE = Duration.ofMinutes(10);

  /** A field with a value that DSS does not take for a signature, though a reader might. */
  static Findings malformed(String field, Instant now) {
    return new Findings(
        field,
        new Signatory("", "", "", "", null, null),
        null,
        null,
        null,
        Integrity.BROKEN,
        false,
        Trust.UNKNOWN,
        true,
        null,
        Revocation.NOT_CHECKED,
        new Covered(false, List.of(), false, true, false),
        "TOTAL_FAILED",
        "FORMAT_FAILURE",
        "",
        now);
  }

  SignatureReport report() {
    return new SignatureReport(
        name,
        signatory,
        claimed,
        stamp,
        covered.whole(),
        integrity,
        trust(),
        domain == null || trust() != Trust.TRUSTED ? null : domain.id(),
        revocation,
        validity(),
        covered.added(),
        verdict(),
        covered.changed() ? "TOTAL_FAILED" : passedAmiss() ? "INDETERMINATE" : indication,
        reason(),
        level,
        messages().stream().sorted().toList());
  }

  private @Nullable String reason() {
    if (covered.changed() && subIndication == null) {
      return "FORMAT_FAILURE";
    }
    return passedAmiss() && !covered.changed() ? "CHAIN_CONSTRAINTS_FAILURE" : subIndication;
  }

  /** DSS does not ask what a signer's certificate is for. */
  private boolean passedAmiss() {
    return !fits && indication.equals("TOTAL_PASSED");
  }

  private Instant time() {
    return proven != null ? proven : claimed != null ? claimed : now;
  }

  private boolean domainInForce() {
    return domain == null || domain.inForce(proven != null ? proven : now);
  }

  private Trust trust() {
    return chain == Trust.TRUSTED && !(fits && domainInForce()) ? Trust.UNTRUSTED : chain;
  }

  private ValidityAtSigning validity() {
    Instant from = signatory.validFrom();
    Instant to = signatory.validTo();
    if (from == null || to == null) {
      return ValidityAtSigning.UNPROVEN;
    }
    if (time().isBefore(from)) {
      return ValidityAtSigning.NOT_YET_VALID;
    }
    if (time().isAfter(to)) {
      return ValidityAtSigning.EXPIRED;
    }
    if (revocation.state() == Known.REVOKED) {
      Instant since = revocation.revokedAt();
      return since == null || proven == null || !proven.isBefore(since)
          ? ValidityAtSigning.REVOKED
          : ValidityAtSigning.VALID;
    }
    return proven == null && now.isAfter(to) ? ValidityAtSigning.UNPROVEN : ValidityAtSigning.VALID;
  }

  private Verdict verdict() {
    Set<Verdict> faults = EnumSet.noneOf(Verdict.class);
    if (integrity == Integrity.BROKEN || covered.malformed()) {
      faults.add(Verdict.BROKEN);
    }
    if (covered.changed()) {
      faults.add(Verdict.CHANGED);
    }
    if (trust() != Trust.TRUSTED) {
      faults.add(Verdict.UNTRUSTED);
    }
    switch (validity()) {
      case VALID -> {}
      case REVOKED -> faults.add(Verdict.REVOKED);
      case NOT_YET_VALID, EXPIRED -> faults.add(Verdict.NOT_VALID_AT_SIGNING);
      case UNPROVEN -> faults.add(Verdict.UNPROVEN);
    }
    return faults.stream().max(Comparator.naturalOrder()).orElse(byIndication());
  }

  /** DSS knows reasons that have no word here, such as an algorithm that is too weak. */
  private Verdict byIndication() {
    return switch (indication) {
      case "TOTAL_PASSED" -> Verdict.VALID;
      case "TOTAL_FAILED" -> Verdict.BROKEN;
      default -> Verdict.UNDECIDED;
    };
  }

  private Set<ValidationMessage> messages() {
    Set<ValidationMessage> messages = EnumSet.noneOf(ValidationMessage.class);
    if (integrity == Integrity.BROKEN) {
      messages.add(
          contentDiffers ? ValidationMessage.CONTENT_CHANGED : ValidationMessage.VALUE_WRONG);
    }
    if (covered.malformed()) {
      messages.add(ValidationMessage.SIGNATURE_MALFORMED);
    }
    if (covered.wrapped()) {
      messages.add(ValidationMessage.WRAPPED);
    }
    trustMessage().ifPresent(messages::add);
    if (!fits) {
      messages.add(ValidationMessage.CERTIFICATE_NOT_FOR_DOCUMENTS);
    }
    validityMessage().ifPresent(messages::add);
    revocationMessage().ifPresent(messages::add);
    coverageMessage().ifPresent(messages::add);
    if (!covered.whole()
        && (covered.added().isEmpty()
            || covered.has(Addition.Kind.ELEMENT)
            || covered.has(Addition.Kind.FILE))) {
      messages.add(ValidationMessage.COVERS_PART);
    }
    timeMessage().ifPresent(messages::add);
    if (stamp == null) {
      messages.add(ValidationMessage.NO_TIMESTAMP);
    } else if (!stamp.trusted()) {
      messages.add(ValidationMessage.TIMESTAMP_NOT_TRUSTED);
    }
    if (verdict() == Verdict.UNDECIDED) {
      messages.add(ValidationMessage.NOT_CONCLUSIVE);
    } else if (verdict() == Verdict.BROKEN && integrity == Integrity.INTACT) {
      messages.add(ValidationMessage.SIGNATURE_MALFORMED);
    }
    return messages;
  }

  private Optional<ValidationMessage> trustMessage() {
    if (!domainInForce()) {
      return Optional.of(ValidationMessage.DOMAIN_NOT_IN_FORCE);
    }
    return switch (chain) {
      case TRUSTED -> Optional.empty();
      case UNTRUSTED -> Optional.of(ValidationMessage.ISSUER_NOT_TRUSTED);
      case UNKNOWN -> Optional.of(ValidationMessage.ISSUER_UNKNOWN);
    };
  }

  private Optional<ValidationMessage> validityMessage() {
    return switch (validity()) {
      case VALID, REVOKED -> Optional.empty();
      case NOT_YET_VALID, EXPIRED ->
          Optional.of(ValidationMessage.CERTIFICATE_NOT_VALID_AT_SIGNING);
      case UNPROVEN -> Optional.of(ValidationMessage.CERTIFICATE_EXPIRED_SINCE);
    };
  }

  private Optional<ValidationMessage> revocationMessage() {
    return switch (revocation.state()) {
      case GOOD -> Optional.empty();
      case NOT_CHECKED -> Optional.of(ValidationMessage.REVOCATION_NOT_CHECKED);
      case REVOKED ->
          Optional.of(
              validity() == ValidityAtSigning.VALID
                  ? ValidationMessage.REVOKED_AFTER_SIGNING
                  : ValidationMessage.CERTIFICATE_REVOKED);
    };
  }

  private Optional<ValidationMessage> coverageMessage() {
    if (covered.whole() && !covered.changed()) {
      return Optional.empty();
    }
    if (covered.changed()) {
      boolean bytesAlone =
          covered.added().stream()
              .allMatch(addition -> addition.allowed() || addition.kind() == Addition.Kind.BYTES);
      return Optional.of(
          bytesAlone && covered.has(Addition.Kind.BYTES)
              ? ValidationMessage.BYTES_AFTER_SIGNATURE
              : ValidationMessage.DOCUMENT_CHANGED_AFTER);
    }
    return covered.has(Addition.Kind.SIGNATURE)
        ? Optional.of(ValidationMessage.SIGNED_AGAIN_AFTER)
        : Optional.empty();
  }

  /** Some signers write Vietnam time as UTC, so that the claim is 7 hours ahead of any proof. */
  private Optional<ValidationMessage> timeMessage() {
    if (claimed == null) {
      return Optional.empty();
    }
    Instant proof = stamp == null ? null : stamp.time();
    Duration ahead = Duration.between(proof == null ? now : proof, claimed);
    boolean sevenHours =
        proof == null
            ? ahead.compareTo(TOLERANCE) > 0 && ahead.compareTo(VIETNAM_OFFSET) <= 0
            : ahead.minus(VIETNAM_OFFSET).abs().compareTo(TOLERANCE) <= 0;
    if (sevenHours) {
      return Optional.of(ValidationMessage.SIGNING_TIME_LOCAL_AS_UTC);
    }
    return ahead.compareTo(TOLERANCE) > 0
        ? Optional.of(ValidationMessage.SIGNING_TIME_IN_FUTURE)
        : Optional.empty();
  }
}
