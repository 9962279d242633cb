package vn.antin.signing.engine.validation;

import eu.europa.esig.dss.diagnostic.CertificateRevocationWrapper;
import eu.europa.esig.dss.diagnostic.CertificateWrapper;
import eu.europa.esig.dss.diagnostic.DiagnosticData;
import eu.europa.esig.dss.diagnostic.PDFRevisionWrapper;
import eu.europa.esig.dss.diagnostic.SignatureWrapper;
import eu.europa.esig.dss.diagnostic.TimestampWrapper;
import eu.europa.esig.dss.enumerations.SubIndication;
import eu.europa.esig.dss.simplereport.SimpleReport;
import eu.europa.esig.dss.validation.reports.Reports;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.validation.Validation.Integrity;
import vn.antin.signing.engine.validation.Validation.Revocation;
import vn.antin.signing.engine.validation.Validation.SignatureReport;
import vn.antin.signing.engine.validation.Validation.Trust;

/** Turns DSS's reports into ours. */
final class DssReading {

  private static final Duration VIETNAM_OFFSET = Duration.ofHours(7);
  private static final Duration TOLERANCE = Duration.ofMinutes(10);

  private final DiagnosticData data;
  private final SimpleReport conclusions;
  private final long documentLength;
  private final Instant now;

  DssReading(Reports reports, long documentLength, Instant now) {
    this.data = reports.getDiagnosticData();
    this.conclusions = reports.getSimpleReport();
    this.documentLength = documentLength;
    this.now = now;
  }

  Validation.Report report(int pages) {
    List<SignatureReport> signatures = data.getSignatures().stream().map(this::read).toList();
    boolean lastReachesTheEnd = signatures.stream().anyMatch(SignatureReport::coversWholeDocument);
    boolean changed =
        (!signatures.isEmpty() && !lastReachesTheEnd)
            || data.getSignatures().stream().anyMatch(DssReading::changedAfter);
    return new Validation.Report(signatures, pages, changed);
  }

  private SignatureReport read(SignatureWrapper signature) {
    CertificateWrapper certificate = signature.getSigningCertificate();
    SubIndication sub = conclusions.getSubIndication(signature.getId());
    Integrity integrity =
        signature.isSignatureIntact() && signature.isSignatureValid()
            ? Integrity.INTACT
            : Integrity.BROKEN;
    return new SignatureReport(
        Optional.ofNullable(signature.getPDFRevision())
            .map(PDFRevisionWrapper::getFirstFieldName)
            .orElse(""),
        certificate == null ? "" : name(certificate.getCommonName(), certificate),
        certificate == null ? "" : subject(certificate),
        certificate == null ? "" : organisation(certificate),
        issuer(signature),
        instant(signature.getClaimedSigningTime()),
        timestamp(signature),
        certificate == null ? null : instant(certificate.getNotBefore()),
        certificate == null ? null : instant(certificate.getNotAfter()),
        coversWholeDocument(signature),
        integrity,
        trust(signature),
        revocation(certificate),
        String.valueOf(conclusions.getIndication(signature.getId())),
        sub == null ? null : sub.name(),
        signature.getSignatureFormat().toString(),
        messages(signature, sub, integrity));
  }

  private List<ValidationMessage> messages(
      SignatureWrapper signature, @Nullable SubIndication sub, Integrity integrity) {
    CertificateWrapper certificate = signature.getSigningCertificate();
    List<ValidationMessage> messages = new ArrayList<>();
    if (integrity == Integrity.BROKEN) {
      boolean contentDiffers =
          signature.getDigestMatchers().stream().anyMatch(matcher -> !matcher.isDataIntact());
      messages.add(
          contentDiffers ? ValidationMessage.CONTENT_CHANGED : ValidationMessage.VALUE_WRONG);
    }
    Revocation revocation = revocation(certificate);
    if (revocation == Revocation.REVOKED) {
      messages.add(ValidationMessage.CERTIFICATE_REVOKED);
    }
    validity(signature, certificate).ifPresent(messages::add);
    switch (trust(signature)) {
      case TRUSTED -> {}
      case UNTRUSTED -> messages.add(ValidationMessage.ISSUER_NOT_TRUSTED);
      case UNKNOWN -> messages.add(ValidationMessage.ISSUER_UNKNOWN);
    }
    later(signature).ifPresent(messages::add);
    if (revocation == Revocation.NOT_CHECKED) {
      messages.add(ValidationMessage.REVOCATION_NOT_CHECKED);
    }
    time(signature).ifPresent(messages::add);
    if (timestamp(signature) == null) {
      messages.add(ValidationMessage.NO_TIMESTAMP);
    }
    if (sub != null
        && messages.stream()
            .noneMatch(m -> m.compareTo(ValidationMessage.REVOCATION_NOT_CHECKED) < 0)) {
      messages.add(ValidationMessage.NOT_CONCLUSIVE);
    }
    return messages;
  }

  private Optional<ValidationMessage> validity(
      SignatureWrapper signature, @Nullable CertificateWrapper certificate) {
    Instant claimed = instant(signature.getClaimedSigningTime());
    if (certificate == null || claimed == null) {
      return Optional.empty();
    }
    Instant from = Objects.requireNonNull(instant(certificate.getNotBefore()));
    Instant to = Objects.requireNonNull(instant(certificate.getNotAfter()));
    if (claimed.isBefore(from) || claimed.isAfter(to)) {
      return Optional.of(ValidationMessage.CERTIFICATE_NOT_VALID_AT_SIGNING);
    }
    return now.isAfter(to)
        ? Optional.of(ValidationMessage.CERTIFICATE_EXPIRED_SINCE)
        : Optional.empty();
  }

  private Optional<ValidationMessage> later(SignatureWrapper signature) {
    if (coversWholeDocument(signature)) {
      return Optional.empty();
    }
    if (changedAfter(signature)) {
      return Optional.of(ValidationMessage.DOCUMENT_CHANGED_AFTER);
    }
    List<SignatureWrapper> all = data.getSignatures();
    return Optional.of(
        all.stream().anyMatch(other -> end(other) > end(signature))
            ? ValidationMessage.SIGNED_AGAIN_AFTER
            : ValidationMessage.BYTES_AFTER_SIGNATURE);
  }

  /** Some signers write Vietnam time as UTC, so that the claim is 7 hours ahead of any proof. */
  private Optional<ValidationMessage> time(SignatureWrapper signature) {
    Instant claimed = instant(signature.getClaimedSigningTime());
    if (claimed == null) {
      return Optional.empty();
    }
    Instant proof = timestamp(signature);
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

  private boolean coversWholeDocument(SignatureWrapper signature) {
    PDFRevisionWrapper revision = signature.getPDFRevision();
    return revision != null
        && revision.isSignatureByteRangeValid()
        && end(signature) == documentLength;
  }

  private static long end(SignatureWrapper signature) {
    PDFRevisionWrapper revision = signature.getPDFRevision();
    List<BigInteger> range = revision == null ? List.of() : revision.getSignatureByteRange();
    return range.size() == 4 ? range.get(2).add(range.get(3)).longValue() : -1;
  }

  private static boolean changedAfter(SignatureWrapper signature) {
    PDFRevisionWrapper revision = signature.getPDFRevision();
    return revision != null
        && (!revision.getPdfUndefinedChanges().isEmpty()
            || !revision.getPdfAnnotationChanges().isEmpty());
  }

  private static Trust trust(SignatureWrapper signature) {
    if (signature.isTrustedChain()) {
      return Trust.TRUSTED;
    }
    List<CertificateWrapper> chain = signature.getCertificateChain();
    return !chain.isEmpty() && chain.getLast().isSelfSigned() ? Trust.UNTRUSTED : Trust.UNKNOWN;
  }

  private Revocation revocation(@Nullable CertificateWrapper certificate) {
    CertificateRevocationWrapper latest =
        certificate == null ? null : data.getLatestRevocationDataForCertificate(certificate);
    if (latest == null || !latest.isSignatureIntact() || !latest.isKnown()) {
      return Revocation.NOT_CHECKED;
    }
    return latest.isRevoked() ? Revocation.REVOKED : Revocation.GOOD;
  }

  private static @Nullable Instant timestamp(SignatureWrapper signature) {
    return signature.getSignatureTimestamps().stream()
        .filter(stamp -> stamp.isSignatureIntact() && stamp.isMessageImprintDataIntact())
        .map(TimestampWrapper::getProductionTime)
        .map(Date::toInstant)
        .min(Instant::compareTo)
        .orElse(null);
  }

  private static String issuer(SignatureWrapper signature) {
    List<CertificateWrapper> chain = signature.getCertificateChain();
    if (chain.size() > 1) {
      return name(chain.get(1).getCommonName(), chain.get(1));
    }
    return chain.isEmpty()
        ? ""
        : DistinguishedNames.commonName(chain.getFirst().getCertificateIssuerDN());
  }

  private static String name(@Nullable String commonName, CertificateWrapper certificate) {
    return commonName == null || commonName.isBlank() ? subject(certificate) : commonName;
  }

  private static String subject(CertificateWrapper certificate) {
    return Objects.requireNonNullElse(certificate.getCertificateDN(), "");
  }

  private static String organisation(CertificateWrapper certificate) {
    return Stream.of(certificate.getOrganizationalUnit(), certificate.getOrganizationName())
        .filter(part -> part != null && !part.isBlank())
        .collect(Collectors.joining(", "));
  }

  private static @Nullable Instant instant(@Nullable Date date) {
    return date == null ? null : date.toInstant();
  }
}
