package vn.antin.signing.engine.ades;

import static org.assertj.core.api.Assertions.assertThat;

import eu.europa.esig.dss.diagnostic.DiagnosticData;
import eu.europa.esig.dss.diagnostic.SignatureWrapper;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.Completion;
import vn.antin.signing.engine.DocumentSource;
import vn.antin.signing.engine.LongTerm;
import vn.antin.signing.engine.Preparation;
import vn.antin.signing.engine.PreparedSignature;
import vn.antin.signing.engine.TestSigner;

/** Signs in tests, all the way, and asks DSS what came of it. */
final class Signing {

  static final NamedDocument LETTER = document("cong-van.txt", "Ủy ban nhân dân tỉnh\n");

  private Signing() {}

  static NamedDocument document(String name, String text) {
    return document(name, text.getBytes(StandardCharsets.UTF_8));
  }

  static NamedDocument document(String name, byte[] bytes) {
    return new NamedDocument(name, DocumentSource.of(bytes));
  }

  static byte[] signed(TestSigner official, AdesRequest request, NamedDocument... documents) {
    return signedAt(TestSigner.NOW, null, official, request, documents);
  }

  static byte[] signedAt(
      Instant time,
      @Nullable LongTerm ports,
      TestSigner official,
      AdesRequest request,
      NamedDocument... documents) {
    AdesSigner signer = new AdesSigner(InstantSource.fixed(time), ports);
    Preparation preparation = signer.prepare(List.of(documents), request);
    assertThat(preparation).isInstanceOf(Preparation.Prepared.class);
    // Over a store, as between two nodes.
    PreparedSignature prepared =
        PreparedSignature.decode(((Preparation.Prepared) preparation).signature().encoded());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Completion completion =
        new AdesSigner(InstantSource.fixed(time.plusSeconds(600)), ports)
            .complete(List.of(documents), prepared, official.sign(prepared.bytesToSign()), out);
    assertThat(completion).isInstanceOf(Completion.Completed.class);
    assertThat(((Completion.Completed) completion).length()).isEqualTo(out.size());
    return out.toByteArray();
  }

  static String rootPem() {
    try {
      return "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
          .formatted(
              Base64.getMimeEncoder(64, new byte[] {'\n'})
                  .encodeToString(TestSigner.ROOT.getEncoded()));
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What DSS reads in a signed document: nothing is fetched, the test's root is trusted. */
  static List<SignatureWrapper> read(byte[] signed, String name, NamedDocument... contents) {
    SignedDocumentValidator validator =
        SignedDocumentValidator.fromDocument(new InMemoryDocument(signed, name));
    CommonTrustedCertificateSource trusted = new CommonTrustedCertificateSource();
    trusted.addCertificate(new CertificateToken(TestSigner.ROOT));
    CommonCertificateVerifier verifier = new CommonCertificateVerifier(true);
    verifier.setTrustedCertSources(trusted);
    validator.setCertificateVerifier(verifier);
    validator.setDetachedContents(
        Arrays.stream(contents).<DSSDocument>map(SourceDocument::new).toList());
    DiagnosticData data = validator.validateDocument().getDiagnosticData();
    return data.getSignatures();
  }

  /** Every signature is intact over what it refers to, and of the level. */
  static void assertIntact(List<SignatureWrapper> signatures, int count, String level) {
    assertThat(signatures).hasSize(count);
    for (SignatureWrapper signature : signatures) {
      assertThat(signature.isSignatureIntact()).isTrue();
      assertThat(signature.isSignatureValid()).isTrue();
      assertThat(signature.getDigestMatchers())
          .allMatch(matcher -> matcher.isDataFound() && matcher.isDataIntact());
      assertThat(signature.getSignatureFormat().toString()).endsWith(level);
      assertThat(signature.getStructuralValidationMessages()).isEmpty();
    }
  }
}
