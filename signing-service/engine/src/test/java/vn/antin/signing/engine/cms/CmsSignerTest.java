package vn.antin.signing.engine.cms;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.HexFormat;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import vn.antin.signing.engine.Hash;
import vn.antin.signing.engine.TestSigner;
import vn.antin.signing.engine.Tools;
import vn.antin.signing.token.SigningAlgorithm;

/** The structures of all algorithms, judged by BouncyCastle and OpenSSL. */
final class CmsSignerTest {

  private static final byte[] CONTENT = "Quyết định số 12".getBytes(StandardCharsets.UTF_8);

  @TempDir Path directory;

  @BeforeAll
  static void allowAlgorithmsThatValidatorsDoNotKnowYet() {
    System.setProperty("antin.signing.experimental", "true");
  }

  @AfterAll
  static void forbidThemAgain() {
    System.clearProperty("antin.signing.experimental");
  }

  @ParameterizedTest
  @EnumSource
  void signatureOfEachAlgorithmIsValidForBouncyCastle(SigningAlgorithm algorithm) throws Exception {
    TestSigner official = TestSigner.with(algorithm);
    CMSSignedData signed =
        new CMSSignedData(new CMSProcessableByteArray(CONTENT), signature(official));
    SignerInformation signer = signed.getSignerInfos().getSigners().iterator().next();

    assertThat(
            signer.verify(
                new JcaSimpleSignerInfoVerifierBuilder()
                    .setProvider(new BouncyCastleProvider())
                    .build(official.chain().getFirst())))
        .isTrue();
    assertThat(signed.getCertificates().getMatches(null)).hasSize(2);
    assertThat(signer.getSignedAttributes().size()).isEqualTo(3);
    Attribute certificate =
        signer.getSignedAttributes().get(PKCSObjectIdentifiers.id_aa_signingCertificateV2);
    byte[] hash = Hash.sha256(official.chain().getFirst().getEncoded()).bytes();
    assertThat(HexFormat.of().formatHex(certificate.getEncoded()))
        .contains(HexFormat.of().formatHex(hash));
    assertThat(
            signer
                .getSID()
                .match(new X509CertificateHolder(official.chain().getFirst().getEncoded())))
        .isTrue();
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"ED25519", "ML_DSA_65"}) // not in OpenSSL 3.0's CMS
  void signatureOfEachAlgorithmIsValidForOpenSsl(SigningAlgorithm algorithm) throws Exception {
    Tools.need("openssl", "openssl");
    Path cms = Files.write(directory.resolve("cms.der"), signature(TestSigner.with(algorithm)));
    Path content = Files.write(directory.resolve("content"), CONTENT);
    Path root = Files.writeString(directory.resolve("root.pem"), pem(TestSigner.ROOT));

    Tools.Answer answer =
        Tools.run(
            "openssl",
            "cms",
            "-verify",
            "-binary",
            "-inform",
            "DER",
            "-in",
            cms.toString(),
            "-content",
            content.toString(),
            "-CAfile",
            root.toString(),
            "-purpose",
            "any",
            "-out",
            directory.resolve("out").toString());

    assertThat(answer.text()).contains("successful");
    assertThat(answer.exit()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void roomIsEnoughForTheLongestValue(SigningAlgorithm algorithm) {
    TestSigner official = TestSigner.with(algorithm);
    int capacity = CmsSigner.of(official.signer()).capacity(0);

    assertThat(signature(official).length).isBetween(capacity - 12, capacity);
    assertThat(CmsSigner.of(official.signer()).capacity(5000)).isGreaterThan(capacity + 5000);
  }

  @Test
  void signerIsEncodedOnce() {
    CmsSigners signers = new CmsSigners();
    CmsSigner first = signers.of(TestSigner.rsa().signer());

    assertThat(signers.of(first.signer())).isSameAs(first);
    assertThat(signers.of(TestSigner.ec(256).signer())).isNotSameAs(first);
  }

  private static byte[] signature(TestSigner official) {
    CmsSigner cms = CmsSigner.of(official.signer());
    byte[] attributes =
        cms.signedAttributes(Hash.digest(official.algorithm().digest()).digest(CONTENT));
    return cms.assemble(attributes, official.sign(attributes), null);
  }

  private static String pem(X509Certificate certificate) throws Exception {
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
        + "\n-----END CERTIFICATE-----\n";
  }
}
