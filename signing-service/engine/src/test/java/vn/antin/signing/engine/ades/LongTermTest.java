package vn.antin.signing.engine.ades;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.signing.engine.ades.Signing.LETTER;
import static vn.antin.signing.engine.ades.Signing.document;

import eu.europa.esig.dss.diagnostic.SignatureWrapper;
import java.io.ByteArrayOutputStream;
import java.security.KeyPair;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import vn.antin.signing.engine.Augmentation;
import vn.antin.signing.engine.Completion;
import vn.antin.signing.engine.Level;
import vn.antin.signing.engine.LongTerm;
import vn.antin.signing.engine.Preparation;
import vn.antin.signing.engine.PreparedSignature;
import vn.antin.signing.engine.TestAuthority;
import vn.antin.signing.engine.TestSigner;
import vn.antin.signing.engine.ades.AdesRequest.AsicKind;
import vn.antin.signing.engine.ades.AdesRequest.JadesForm;
import vn.antin.signing.engine.ades.AdesRequest.XadesPackaging;
import vn.antin.signing.token.SigningAlgorithm;

/** Levels above B-B, with authorities on this machine. */
final class LongTermTest {

  private static final Instant NOW = TestSigner.NOW;

  private TestAuthority authority;
  private TestSigner official;
  private LongTerm ports;

  /** A format, what it signs and whether the contents lie beside the signature. */
  record Form(String name, NamedDocument document, boolean detached) {

    AdesRequest request(TestSigner official, Level level) {
      return switch (name) {
        case "xades" ->
            new AdesRequest.Xades(official.signer(), level, Claims.NONE, XadesPackaging.ENVELOPED);
        case "xades-detached" ->
            new AdesRequest.Xades(official.signer(), level, Claims.NONE, XadesPackaging.DETACHED);
        case "cades" -> new AdesRequest.Cades(official.signer(), level, Claims.NONE, true, false);
        case "cades-detached" ->
            new AdesRequest.Cades(official.signer(), level, Claims.NONE, false, false);
        case "jades" ->
            new AdesRequest.Jades(official.signer(), level, Claims.NONE, JadesForm.JSON, false);
        case "asic-xades" ->
            new AdesRequest.Asic(official.signer(), level, Claims.NONE, AsicKind.E_XADES);
        case "asic-cades" ->
            new AdesRequest.Asic(official.signer(), level, Claims.NONE, AsicKind.E_CADES);
        case "odf" -> new AdesRequest.OpenDocument(official.signer(), level, Claims.NONE);
        default -> throw new IllegalArgumentException(name);
      };
    }

    NamedDocument[] contents() {
      return detached ? new NamedDocument[] {document} : new NamedDocument[0];
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Form> forms() {
    NamedDocument xml = document("a.xml", "<a><b>Ấn</b></a>");
    return Stream.of(
        new Form("xades", xml, false),
        new Form("xades-detached", LETTER, true),
        new Form("cades", LETTER, false),
        new Form("cades-detached", LETTER, true),
        new Form("jades", LETTER, false),
        new Form("asic-xades", LETTER, false),
        new Form("asic-cades", LETTER, false),
        new Form("odf", document("a.odt", TestOffice.openDocument("text")), false));
  }

  @BeforeEach
  void start() {
    authority = TestAuthority.start(InstantSource.fixed(NOW));
    KeyPair keys = TestSigner.rsa().keys();
    official =
        new TestSigner(
            keys,
            authority.certify("CN=Nguyễn Văn An,C=VN", keys.getPublic()),
            SigningAlgorithm.RSA_PKCS1_SHA256);
    ports = new LongTerm(authority.timeStamps(), authority.revocation());
  }

  @AfterEach
  void stop() {
    authority.close();
  }

  @ParameterizedTest
  @MethodSource("forms")
  void formatReachesEveryLevel(Form form) {
    for (Level level : List.of(Level.B_T, Level.B_LT, Level.B_LTA)) {
      byte[] signed =
          Signing.signedAt(NOW, ports, official, form.request(official, level), form.document());
      assertLevel(form, signed, level, 1);
    }
  }

  @ParameterizedTest
  @MethodSource("forms")
  void signatureIsRaisedAndItsArchiveTimeStampRenewed(Form form) {
    byte[] signed =
        Signing.signedAt(NOW, null, official, form.request(official, Level.B_B), form.document());
    byte[] raised = augmented(form, signed, Level.B_T);
    assertLevel(form, raised, Level.B_T, 1);
    byte[] kept = augmented(form, raised, Level.B_LTA);
    assertLevel(form, kept, Level.B_LTA, 1);
    byte[] renewed = augmented(form, kept, Level.B_LTA);
    assertLevel(form, renewed, Level.B_LTA, 2);
  }

  @Test
  void preparedSignatureWaitsForTheTimeStampServer() {
    Form form = forms().findFirst().orElseThrow();
    AdesSigner signer = new AdesSigner(InstantSource.fixed(NOW), ports);
    PreparedSignature prepared =
        ((Preparation.Prepared)
                signer.prepare(List.of(form.document()), form.request(official, Level.B_T)))
            .signature();
    byte[] value = official.sign(prepared.bytesToSign());
    authority.fail(TestAuthority.Service.TSA);

    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(signer.complete(List.of(form.document()), prepared, value, out))
        .isEqualTo(new Completion.Refused(Completion.Reason.TIME_STAMP_UNAVAILABLE));
    assertThat(out.size()).isZero();

    authority.behave(TestAuthority.Service.TSA, TestAuthority.Behaviour.NORMAL);
    assertThat(signer.complete(List.of(form.document()), prepared, value, out))
        .isInstanceOf(Completion.Completed.class);
  }

  @Test
  void withdrawnCertificateIsNotMadeToLast() {
    Form form = forms().findFirst().orElseThrow();
    AdesSigner signer = new AdesSigner(InstantSource.fixed(NOW), ports);
    PreparedSignature prepared =
        ((Preparation.Prepared)
                signer.prepare(List.of(form.document()), form.request(official, Level.B_LT)))
            .signature();
    authority.revoke(official.chain().getFirst(), NOW.minusSeconds(3600));

    assertThat(
            signer.complete(
                List.of(form.document()),
                prepared,
                official.sign(prepared.bytesToSign()),
                new ByteArrayOutputStream()))
        .isEqualTo(new Completion.Refused(Completion.Reason.CERTIFICATE_REVOKED));
  }

  @ParameterizedTest
  @EnumSource(value = Level.class, names = "B_B", mode = EnumSource.Mode.EXCLUDE)
  void levelWithoutPortsIsRefused(Level level) {
    Form form = forms().findFirst().orElseThrow();

    assertThat(
            new AdesSigner(InstantSource.fixed(NOW), null)
                .prepare(List.of(form.document()), form.request(official, level)))
        .isInstanceOfSatisfying(
            Preparation.Refused.class,
            refused ->
                assertThat(refused.reason()).isEqualTo(Preparation.Reason.LEVEL_NOT_OFFERED));
  }

  private byte[] augmented(Form form, byte[] signed, Level level) {
    List<NamedDocument> documents = new ArrayList<>(List.of(named(form, signed)));
    documents.addAll(Arrays.asList(form.contents()));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Augmentation augmentation =
        new AdesAugmenter(InstantSource.fixed(NOW.plusSeconds(60)), ports)
            .augment(documents, level, out);
    assertThat(augmentation).isInstanceOf(Augmentation.Augmented.class);
    return out.toByteArray();
  }

  private static NamedDocument named(Form form, byte[] signed) {
    return document("signed-" + form.document().name(), signed);
  }

  private static void assertLevel(Form form, byte[] signed, Level level, int archives) {
    List<SignatureWrapper> signatures =
        Signing.read(signed, "signed-" + form.document().name(), form.contents());
    String step = level.text().substring(2);
    Signing.assertIntact(signatures, 1, "BASELINE-" + step);
    if (level == Level.B_LTA) {
      assertThat(signatures.getFirst().getALevelTimestamps()).hasSize(archives);
    }
  }
}
