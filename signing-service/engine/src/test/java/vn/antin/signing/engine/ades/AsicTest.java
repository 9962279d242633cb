package vn.antin.signing.engine.ades;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.signing.engine.ades.Signing.LETTER;
import static vn.antin.signing.engine.ades.Signing.document;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.antin.signing.engine.Level;
import vn.antin.signing.engine.Preparation;
import vn.antin.signing.engine.TestSigner;
import vn.antin.signing.engine.Tools;
import vn.antin.signing.engine.ades.AdesRequest.AsicKind;
import vn.antin.signing.engine.container.TestZips;

/** Containers, judged by unzip with xmlsec1 and openssl, and by DSS. */
final class AsicTest {

  private static final NamedDocument OTHER = document("phụ lục/bang.csv", "a;b\n");

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource(AsicKind.class)
  void containerIsSignedAndSignedAgain(AsicKind kind) throws IOException {
    TestSigner leader = TestSigner.rsa();
    TestSigner clerk = TestSigner.ec(256);
    NamedDocument[] documents =
        kind.simple() ? new NamedDocument[] {LETTER} : new NamedDocument[] {LETTER, OTHER};
    byte[] first = Signing.signed(leader, request(leader, kind), documents);
    Signing.assertIntact(Signing.read(first, "a.asic"), 1, "BASELINE-B");

    byte[] both = Signing.signed(clerk, request(clerk, kind), document("a.asic", first));
    Signing.assertIntact(Signing.read(both, "a.asic"), 2, "BASELINE-B");
    assertThat(unzipped(both)).contains("mimetype", "META-INF", LETTER.name());
  }

  @Test
  void xmlSignatureInAContainerIsValidForXmlsec() throws IOException {
    Tools.need("xmlsec1", "xmlsec1");
    TestSigner official = TestSigner.rsa();
    unzipped(Signing.signed(official, request(official, AsicKind.E_XADES), LETTER));
    Files.writeString(directory.resolve("root.pem"), Signing.rootPem());

    Tools.Answer answer =
        shell(
            "cp META-INF/signatures*.xml . && xmlsec1 --verify --trusted-pem root.pem --id-attr:Id"
                + " http://uri.etsi.org/01903/v1.3.2#:SignedProperties signatures*.xml");
    assertThat(answer.text()).contains("OK");
    assertThat(answer.exit()).isZero();
  }

  @Test
  void cmsSignatureInAContainerIsValidForOpenssl() throws IOException {
    Tools.need("openssl", "openssl");
    TestSigner official = TestSigner.rsa();
    unzipped(Signing.signed(official, request(official, AsicKind.S_CADES), LETTER));
    Files.writeString(directory.resolve("root.pem"), Signing.rootPem());

    Tools.Answer answer =
        shell(
            "openssl cms -verify -cades -binary -inform DER -purpose any -CAfile root.pem"
                + " -in META-INF/signature.p7s -content "
                + LETTER.name()
                + " -out out");
    assertThat(answer.text()).contains("successful");
    assertThat(answer.exit()).isZero();
  }

  @Test
  void counterSignatureIsAddedInsideTheContainer() {
    TestSigner leader = TestSigner.rsa();
    TestSigner clerk = TestSigner.ec(256);
    for (AsicKind kind : List.of(AsicKind.E_XADES, AsicKind.S_CADES)) {
      byte[] first = Signing.signed(leader, request(leader, kind), LETTER);
      byte[] countered =
          Signing.signed(
              clerk,
              new AdesRequest.Counter(clerk.signer(), Level.B_B, Claims.NONE, 0),
              document("a.asic", first));
      assertThat(Signing.read(countered, "a.asic"))
          .hasSize(2)
          .allMatch(signature -> signature.isSignatureValid());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "spreadsheet", "presentation"})
  void openDocumentIsSignedWhereOfficeProgramsLook(String kind) throws IOException {
    TestSigner leader = TestSigner.rsa();
    TestSigner clerk = TestSigner.ec(256);
    NamedDocument file = document("quyet-dinh.odf", TestOffice.openDocument(kind));
    byte[] first =
        Signing.signed(
            leader, new AdesRequest.OpenDocument(leader.signer(), Level.B_B, Claims.NONE), file);
    byte[] both =
        Signing.signed(
            clerk,
            new AdesRequest.OpenDocument(clerk.signer(), Level.B_B, Claims.NONE),
            document("quyet-dinh.odf", first));

    Signing.assertIntact(Signing.read(both, "a.odt"), 2, "BASELINE-B");
    assertThat(unzipped(both)).contains("META-INF/documentsignatures.xml", "content.xml");
    assertThat(Files.readString(directory.resolve("META-INF/documentsignatures.xml")))
        .contains(
            "<document-signatures xmlns=\"urn:oasis:names:tc:opendocument:xmlns:digitalsignature:1.0\"",
            "URI=\"content.xml\"",
            "URI=\"META-INF/manifest.xml\"",
            "URI=\"mimetype\"");
  }

  @Test
  void openDocumentSignatureIsValidForXmlsec() throws IOException {
    Tools.need("xmlsec1", "xmlsec1");
    TestSigner leader = TestSigner.ec(256);
    unzipped(
        Signing.signed(
            leader,
            new AdesRequest.OpenDocument(leader.signer(), Level.B_B, Claims.NONE),
            document("a.odt", TestOffice.openDocument("text"))));
    Files.writeString(directory.resolve("root.pem"), Signing.rootPem());

    Tools.Answer answer =
        shell(
            "cp META-INF/documentsignatures.xml . && xmlsec1 --verify --trusted-pem root.pem"
                + " --id-attr:Id http://uri.etsi.org/01903/v1.3.2#:SignedProperties"
                + " documentsignatures.xml");
    assertThat(answer.text()).contains("OK");
    assertThat(answer.exit()).isZero();
  }

  @Test
  void changedDocumentInAContainerIsSeen() throws IOException {
    TestSigner official = TestSigner.rsa();
    byte[] signed = Signing.signed(official, request(official, AsicKind.E_XADES), LETTER);
    Map<String, byte[]> parts = new LinkedHashMap<>();
    unzipped(signed);
    try (var zip = new java.util.zip.ZipInputStream(new java.io.ByteArrayInputStream(signed))) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        byte[] bytes = zip.readAllBytes();
        parts.put(
            entry.getName(),
            entry.getName().equals(LETTER.name())
                ? "khác".getBytes(StandardCharsets.UTF_8)
                : bytes);
      }
    }

    assertThat(Signing.read(TestZips.of(parts), "a.asice"))
        .singleElement()
        .satisfies(signature -> assertThat(signature.isSignatureValid()).isFalse());
  }

  @Test
  void hostileContainersAreRefusedUnread() {
    TestSigner official = TestSigner.rsa();
    Map<String, byte[]> bomb = new LinkedHashMap<>();
    bomb.put("mimetype", "application/vnd.etsi.asic-e+zip".getBytes(StandardCharsets.UTF_8));
    bomb.put("zeros", new byte[8 << 20]);
    Map<String, byte[]> entity = new LinkedHashMap<>();
    entity.put("mimetype", "application/vnd.etsi.asic-e+zip".getBytes(StandardCharsets.UTF_8));
    entity.put(
        "META-INF/signatures.xml",
        "<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>".getBytes(StandardCharsets.UTF_8));

    for (byte[] container : List.of(TestZips.of(bomb), TestZips.of(entity))) {
      assertThat(
              new AdesSigner(() -> TestSigner.NOW, null)
                  .prepare(
                      List.of(document("a.asice", container)), request(official, AsicKind.E_XADES)))
          .isInstanceOfSatisfying(
              Preparation.Refused.class,
              refused -> assertThat(refused.reason()).isEqualTo(Preparation.Reason.HOSTILE));
    }
  }

  private static AdesRequest request(TestSigner official, AsicKind kind) {
    return new AdesRequest.Asic(official.signer(), Level.B_B, Claims.NONE, kind);
  }

  private String unzipped(byte[] container) throws IOException {
    Tools.need("unzip", "unzip");
    Files.write(directory.resolve("container.zip"), container);
    Tools.Answer answer = shell("unzip -o container.zip");
    assertThat(answer.exit()).isZero();
    return answer.text();
  }

  private Tools.Answer shell(String command) {
    return Tools.run("sh", "-c", "cd '%s' && %s".formatted(directory, command));
  }
}
