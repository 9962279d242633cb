package vn.antin.signing.engine.validation;

import eu.europa.esig.dss.diagnostic.CertificateRevocationWrapper;
import eu.europa.esig.dss.diagnostic.CertificateWrapper;
import eu.europa.esig.dss.diagnostic.DiagnosticData;
import eu.europa.esig.dss.diagnostic.PDFRevisionWrapper;
import eu.europa.esig.dss.diagnostic.SignatureWrapper;
import eu.europa.esig.dss.diagnostic.TimestampWrapper;
import eu.europa.esig.dss.enumerations.Indication;
import eu.europa.esig.dss.enumerations.SubIndication;
import eu.europa.esig.dss.simplereport.SimpleReport;
import eu.europa.esig.dss.validation.reports.Reports;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.validation.SignatureReport.Integrity;
import vn.antin.signing.engine.validation.SignatureReport.Known;
import vn.antin.signing.engine.validation.SignatureReport.Revocation;
import vn.antin.signing.engine.validation.SignatureReport.Signatory;
import vn.antin.signing.engine.validation.SignatureReport.Stamp;
import vn.antin.signing.engine.validation.SignatureReport.Trust;
import vn.antin.signing.engine.validation.coverage.Coverage;
import vn.antin.signing.engine.validation.trust.TrustDomain;

/** Turns DSS's reports into findings about each signature. */
final class DssReading {

  private final DiagnosticData data;
  private final SimpleReport conclusions;
  private final Authorities authorities;
  private final Coverage coverage;
  private final Instant now;

  DssReading(Reports reports, Authorities authorities, Coverage coverage, Instant now) {
    this.data = reports.getDiagnosticData();
    this.conclusions = reports.getSimpleReport();
    this.authorities = authorities;
    this.coverage = coverage;
    this.now = now;
  }

  List<SignatureReport> signatures() {
    return data.getSignatures().stream().map(this::read).toList();
  }

  private SignatureReport read(SignatureWrapper signature) {
    CertificateWrapper certificate = signature.getSigningCertificate();
    Indication indication = conclusions.getIndication(signature.getId());
    SubIndication sub = conclusions.getSubIndication(signature.getId());
    Coverage.Covered covered = coverage.of(signature);
    TrustDomain domain = authorities.vouching(signature.getCertificateChain()).orElse(null);
    return new Findings(
            name(signature),
            signatory(signature, certificate),
            instant(signature.getClaimedSigningTime()),
            stamp(signature),
            proven(signature),
            covered.differs() ? Integrity.BROKEN : integrity(signature),
            covered.differs() || contentDiffers(signature),
            trust(signature),
            Purpose.fits(certificate),
            domain,
            revocation(certificate, signingTime(signature)),
            covered,
            String.valueOf(indication),
            sub == null ? null : sub.name(),
            String.valueOf(signature.getSignatureFormat()),
            now)
        .report();
  }

  private static String name(SignatureWrapper signature) {
    return Optional.ofNullable(signature.getPDFRevision())
        .map(PDFRevisionWrapper::getFirstFieldName)
        .or(() -> Optional.ofNullable(signature.getFilename()))
        .or(() -> Optional.ofNullable(signature.getDAIdentifier()))
        .orElse("");
  }

  private static Integrity integrity(SignatureWrapper signature) {
    return signature.isSignatureIntact() && signature.isSignatureValid()
        ? Integrity.INTACT
        : Integrity.BROKEN;
  }

  private static boolean contentDiffers(SignatureWrapper signature) {
    return signature.getDigestMatchers().stream().anyMatch(matcher -> !matcher.isDataIntact());
  }

  private static Trust trust(SignatureWrapper signature) {
    if (signature.isTrustedChain()) {
      return Trust.TRUSTED;
    }
    List<CertificateWrapper> chain = signature.getCertificateChain();
    return !chain.isEmpty() && chain.getLast().isSelfSigned() ? Trust.UNTRUSTED : Trust.UNKNOWN;
  }

  /** When it was signed: as proven, or else as claimed. */
  private Instant signingTime(SignatureWrapper signature) {
    Instant proven = proven(signature);
    Instant claimed = instant(signature.getClaimedSigningTime());
    return proven != null ? proven : claimed != null ? claimed : now;
  }

  /** What trusted sources say: any that knows of a revocation, or one newer than the signature. */
  private static Revocation revocation(@Nullable CertificateWrapper certificate, Instant signed) {
    List<CertificateRevocationWrapper> trusted =
        certificate == null
            ? List.of()
            : certificate.getCertificateRevocationData().stream()
                .filter(each -> each.isSignatureIntact() && each.isTrustedChain())
                .filter(CertificateRevocationWrapper::isKnown)
                .filter(each -> mayTell(each.getSigningCertificate(), certificate))
                .sorted(Comparator.comparing(DssReading::asOf).reversed())
                .toList();
    Instant second = signed.truncatedTo(ChronoUnit.SECONDS);
    return trusted.stream()
        .filter(CertificateRevocationWrapper::isRevoked)
        .map(each ->
            new Revocation(
                Known.REVOKED, instant(each.getThisUpdate()), instant(each.getRevocationDate())))
        .findFirst()
        .or(() ->
            trusted.stream()
                .filter(each -> !asOf(each).isBefore(second))
                .map(each -> new Revocation(Known.GOOD, instant(each.getThisUpdate()), null))
                .findFirst())
        .orElse(Revocation.NOT_CHECKED);
  }

  /**
   * RFC 6960 section 4.2.2.2, RFC 5280 section 6.3.3: the issuer itself, or whom it gave the
   * purpose. DSS believes every certificate of a trusted chain, each official's among them.
   */
  private static boolean mayTell(
      @Nullable CertificateWrapper teller, CertificateWrapper certificate) {
    CertificateWrapper issuer = certificate.getSigningCertificate();
    if (teller == null || issuer == null) {
      return false;
    }
    CertificateWrapper above = teller.getSigningCertificate();
    return sameKey(teller, issuer)
        || (teller.isIdKpOCSPSigning() && above != null && sameKey(above, issuer));
  }

  private static boolean sameKey(CertificateWrapper one, CertificateWrapper other) {
    return one.getEntityKey().equals(other.getEntityKey());
  }

  /** Up to when it tells: the later one of its update and its making. */
  private static Instant asOf(CertificateRevocationWrapper revocation) {
    return Stream.of(revocation.getThisUpdate(), revocation.getProductionDate())
        .filter(Objects::nonNull)
        .map(Date::toInstant)
        .max(Comparator.naturalOrder())
        .orElse(Instant.MIN);
  }

  /** The best of what proves the time: trusted before untrusted, then the earliest. */
  private @Nullable Stamp stamp(SignatureWrapper signature) {
    return Stream.concat(
            signature.getSignatureTimestamps().stream(), signature.getDocumentTimestamps().stream())
        .filter(stamp -> stamp.isSignatureIntact() && stamp.isMessageImprintDataIntact())
        .map(this::stamp)
        .min(Comparator.comparing((Stamp stamp) -> !stamp.trusted()).thenComparing(Stamp::time))
        .orElse(null);
  }

  private Stamp stamp(TimestampWrapper stamp) {
    CertificateWrapper authority = stamp.getSigningCertificate();
    return new Stamp(
        stamp.getProductionTime().toInstant(),
        authority == null ? "" : commonName(authority),
        stamp.isTrustedChain() && conclusions.getIndication(stamp.getId()) == Indication.PASSED);
  }

  /** When the signature is proven to have existed; null without a proof that counts. */
  private @Nullable Instant proven(SignatureWrapper signature) {
    Instant best = instant(conclusions.getBestSignatureTime(signature.getId()));
    return best != null && best.isBefore(now.minusSeconds(1)) ? best : null;
  }

  private static Signatory signatory(
      SignatureWrapper signature, @Nullable CertificateWrapper certificate) {
    return certificate == null
        ? new Signatory("", "", "", "", null, null)
        : new Signatory(
            commonName(certificate),
            subject(certificate),
            organisation(certificate),
            issuer(signature),
            instant(certificate.getNotBefore()),
            instant(certificate.getNotAfter()));
  }

  private static String issuer(SignatureWrapper signature) {
    List<CertificateWrapper> chain = signature.getCertificateChain();
    if (chain.size() > 1) {
      return commonName(chain.get(1));
    }
    return chain.isEmpty()
        ? ""
        : DistinguishedNames.commonName(chain.getFirst().getCertificateIssuerDN());
  }

  private static String commonName(CertificateWrapper certificate) {
    String name = certificate.getCommonName();
    return name == null || name.isBlank() ? subject(certificate) : name;
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
