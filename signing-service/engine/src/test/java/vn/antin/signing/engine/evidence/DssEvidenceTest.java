package vn.antin.signing.engine.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import eu.europa.esig.dss.diagnostic.EvidenceRecordWrapper;
import eu.europa.esig.dss.evidencerecord.asn1.validation.ASN1EvidenceRecordValidator;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import vn.antin.signing.engine.Hash;
import vn.antin.signing.engine.TestAuthority;
import vn.antin.signing.engine.TestSigner;
import vn.antin.signing.engine.evidence.EvidenceKeeper.Renewal;

/** The European Commission's DSS judges our records. */
final class DssEvidenceTest {

  private static final int DOCUMENTS = 1001;

  private final AtomicReference<Instant> now = new AtomicReference<>(TestSigner.NOW);

  @Test
  void dssFindsTheDocumentAndAllRenewals() {
    try (TestAuthority authority = TestAuthority.start(now::get)) {
      EvidenceKeeper keeper = new EvidenceKeeper(authority.timeStamps());
      List<EvidenceRecord> first = keeper.record("SHA-256", hashes("SHA-256"));
      agree(authority, first, 1);
      now.set(now.get().plus(Duration.ofHours(1)));
      List<EvidenceRecord> second = keeper.renewTimeStamps(first);
      agree(authority, second, 2);
      now.set(now.get().plus(Duration.ofHours(1)));
      List<Renewal> renewals = new ArrayList<>();
      List<Hash> stronger = hashes("SHA-512");
      for (int i = 0; i < DOCUMENTS; i++) {
        renewals.add(new Renewal(second.get(i), stronger.get(i)));
      }
      agree(authority, keeper.renewTrees("SHA-512", renewals), 3);
    }
  }

  private void agree(TestAuthority authority, List<EvidenceRecord> records, int stamps) {
    for (int i : new int[] {0, 500, DOCUMENTS - 1}) {
      EvidenceRecordWrapper found = dss(authority, records.get(i), i);
      assertThat(found.isStructuralValidationValid())
          .as(String.valueOf(found.getStructuralValidationMessages()))
          .isTrue();
      // The neighbour in the tree is a matcher too, for a document that DSS was not given.
      assertThat(found.getDigestMatchers())
          .anyMatch(matcher -> matcher.isDataFound() && matcher.isDataIntact());
      assertThat(found.getTimestampList())
          .hasSize(stamps)
          .allMatch(stamp -> stamp.isMessageImprintDataIntact() && stamp.isSignatureIntact());
    }
  }

  private EvidenceRecordWrapper dss(TestAuthority authority, EvidenceRecord record, int document) {
    CommonTrustedCertificateSource anchors = new CommonTrustedCertificateSource();
    anchors.addCertificate(new CertificateToken(authority.root()));
    CommonCertificateVerifier verifier = new CommonCertificateVerifier(true);
    verifier.setTrustedCertSources(anchors);
    ASN1EvidenceRecordValidator validator =
        new ASN1EvidenceRecordValidator(new InMemoryDocument(record.encoded()));
    validator.setCertificateVerifier(verifier);
    validator.setValidationTime(Date.from(now.get()));
    validator.setDetachedContents(
        List.of(new InMemoryDocument(EvidenceTest.document(document), "document")));
    return validator.validateDocument().getDiagnosticData().getEvidenceRecords().getFirst();
  }

  private static List<Hash> hashes(String algorithm) {
    List<Hash> hashes = new ArrayList<>();
    for (int i = 0; i < DOCUMENTS; i++) {
      hashes.add(new Hash(Hash.digest(algorithm).digest(EvidenceTest.document(i))));
    }
    return hashes;
  }
}
