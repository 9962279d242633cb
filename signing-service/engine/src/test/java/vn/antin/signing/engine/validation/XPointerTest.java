package vn.antin.signing.engine.validation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.SignaturePackaging;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.xades.XAdESSignatureParameters;
import eu.europa.esig.dss.xades.reference.CanonicalizationTransform;
import eu.europa.esig.dss.xades.reference.DSSReference;
import eu.europa.esig.dss.xades.reference.DSSTransform;
import eu.europa.esig.dss.xades.reference.EnvelopedSignatureTransform;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.antin.signing.engine.TestSigner;
import vn.antin.signing.engine.validation.SignatureReport.Integrity;
import vn.antin.signing.engine.validation.SignatureReport.Verdict;
import vn.antin.signing.engine.validation.coverage.Addition;
import vn.antin.signing.engine.validation.trust.TrustDomain;
import vn.antin.signing.engine.validation.trust.TrustDomains;

/** XML signatures that name what they sign by XPointer (XML-Signature section 4.4.3.2). */
final class XPointerTest {

  private static final byte[] XML =
      "<QuyetDinh><So Id=\"so\">01</So><NoiDung>Dieu 1</NoiDung></QuyetDinh>".getBytes(UTF_8);
  private static final byte[] PART = "<So Id=\"so\">01</So>".getBytes(UTF_8);
  private static final DssSigner OTHER = DssSigner.offline(TestSigner.rsa());
  private static final DSSTransform EXCLUSIVE =
      new CanonicalizationTransform("http://www.w3.org/2001/10/xml-exc-c14n#");

  private final Validator validator =
      new Validator(
          TrustDomains.of(TrustDomain.of("test", List.of(TestSigner.ROOT))),
          InstantSource.fixed(TestSigner.NOW));

  @Test
  void elementNamedByXPointerIsSignedAndTheRestIsTold() {
    SignatureReport signature = report(signed("#xpointer(id('so'))", PART, List.of(EXCLUSIVE)));

    assertThat(signature.verdict()).as(signature.toString()).isEqualTo(Verdict.VALID);
    assertThat(signature.coversWholeDocument()).isFalse();
    assertThat(signature.added()).extracting(Addition::what).containsExactly("NoiDung");
  }

  @Test
  void elementNamedByXPointerThatWasMovedAwayIsToldAsWrapped() {
    String part = new String(PART, UTF_8);
    String signed = new String(signed("#xpointer(id('so'))", PART, List.of(EXCLUSIVE)), UTF_8);
    assertThat(signed).contains(part);

    SignatureReport signature =
        report(signed.replace(part, "<So>99</So><Cu>" + part + "</Cu>").getBytes(UTF_8));

    assertThat(signature.integrity()).isEqualTo(Integrity.INTACT);
    assertThat(signature.verdict()).isEqualTo(Verdict.CHANGED);
    assertThat(signature.messages()).contains(ValidationMessage.WRAPPED);
  }

  @Test
  void twoElementsOfTheIdInAnXPointerAreAmbiguous() {
    String signed = new String(signed("#xpointer(id('so'))", PART, List.of(EXCLUSIVE)), UTF_8);

    assertThat(
            validator.validate(
                SignedFile.of(
                    "a.xml", signed.replace("<NoiDung>", "<NoiDung Id=\"so\">").getBytes(UTF_8))))
        .isInstanceOfSatisfying(
            Validation.Refused.class,
            refused -> assertThat(refused.reason()).isEqualTo(Validation.Reason.AMBIGUOUS));
  }

  @Test
  void wholeDocumentNamedByXPointerIsCovered() {
    byte[] signed =
        signed("#xpointer(/)", XML, List.of(new EnvelopedSignatureTransform(), EXCLUSIVE));
    SignatureReport signature = report(signed);

    assertThat(signature.verdict()).as(signature.toString()).isEqualTo(Verdict.VALID);
    assertThat(signature.coversWholeDocument()).isTrue();
    assertThat(
            report(new String(signed, UTF_8).replace("Dieu 1", "Dieu 2").getBytes(UTF_8)).verdict())
        .isEqualTo(Verdict.BROKEN);
  }

  /** DSS does not follow the pointer when it signs; it is told what the pointer leads to. */
  private static byte[] signed(String uri, byte[] led, List<DSSTransform> transforms) {
    DSSReference reference = new DSSReference();
    reference.setId("r");
    reference.setUri(uri);
    reference.setContents(new InMemoryDocument(led));
    reference.setDigestMethodAlgorithm(DigestAlgorithm.SHA256);
    reference.setTransforms(transforms);
    XAdESSignatureParameters parameters = new XAdESSignatureParameters();
    parameters.setSignaturePackaging(SignaturePackaging.ENVELOPED);
    parameters.setReferences(List.of(reference));
    return OTHER.xades(XML, parameters);
  }

  private SignatureReport report(byte[] file) {
    Validation validation = validator.validate(SignedFile.of("a.xml", file));
    assertThat(validation).isInstanceOf(Validation.Report.class);
    return ((Validation.Report) validation).signatures().getFirst();
  }
}
