package vn.antin.signing.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationWidget;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDSignatureField;
import org.junit.jupiter.api.Test;
import vn.antin.signing.engine.PdfInspection.Form;
import vn.antin.signing.engine.PdfInspection.PageSize;
import vn.antin.signing.engine.PdfInspection.Permissions;
import vn.antin.signing.engine.PdfInspection.Usable;
import vn.antin.signing.engine.pades.PadesSigner;

/** Foreign files end in a verdict, never in an exception. */
final class PdfInspectorTest {

  private final PdfInspector inspector = new PdfInspector();
  private final PadesSigner signer = new PadesSigner(InstantSource.fixed(TestSigner.NOW));

  @Test
  void usableDocumentIsDescribed() {
    assertThat(inspect(TestPdfs.pages(2)))
        .isEqualTo(
            new Usable(
                2,
                List.of(new PageSize(595.27563f, 841.8898f), new PageSize(595.27563f, 841.8898f)),
                0,
                Form.NONE,
                Permissions.ANY_CHANGE));
  }

  @Test
  void earlierSignaturesAreCounted() {
    byte[] twice = TestSigner.ec(256).signed(TestSigner.rsa().signed(TestPdfs.pages(1)));

    assertThat(inspect(twice))
        .isInstanceOfSatisfying(
            Usable.class,
            usable -> {
              assertThat(usable.signatures()).isEqualTo(2);
              assertThat(usable.form()).isEqualTo(Form.FIELDS);
            });
  }

  @Test
  void documentThatNeedsAPasswordIsNamedSo() throws Exception {
    byte[] encrypted = encrypted("secret");

    assertThat(inspect(encrypted)).isInstanceOf(PdfInspection.Encrypted.class);
    assertThat(reason(encrypted)).isEqualTo(Preparation.Reason.ENCRYPTED);
  }

  @Test
  void encryptedDocumentThatEverybodyMayReadAndChangeIsUsable() throws Exception {
    assertThat(inspect(encrypted(""))).isInstanceOf(Usable.class);
  }

  @Test
  void whatIsNoPdfIsNamedSo() {
    byte[] word = "PK\3\4 a text document".getBytes(StandardCharsets.US_ASCII);
    for (byte[] file : List.of(new byte[0], word, new byte[5000])) {
      assertThat(inspect(file)).isEqualTo(new PdfInspection.NotPdf());
      assertThat(reason(file)).isEqualTo(Preparation.Reason.NOT_PDF);
    }
  }

  @Test
  void cutOffDocumentIsBroken() {
    byte[] whole = TestPdfs.pages(1);
    byte[] half = Arrays.copyOf(whole, whole.length / 2);

    assertThat(inspect(half)).isInstanceOf(PdfInspection.Broken.class);
    assertThat(reason(half)).isEqualTo(Preparation.Reason.BROKEN);
  }

  @Test
  void documentCertifiedWithoutChangesIsRefused() throws Exception {
    byte[] certified = certified(1, true);

    assertThat(inspect(certified))
        .isInstanceOfSatisfying(
            Usable.class,
            usable -> assertThat(usable.permissions()).isEqualTo(Permissions.NO_CHANGE));
    assertThat(reason(certified)).isEqualTo(Preparation.Reason.CHANGES_FORBIDDEN);
  }

  @Test
  void documentCertifiedForSigningIsSignedOnlyInAFieldLaidDownBefore() throws Exception {
    assertThat(reason(certified(2, false))).isEqualTo(Preparation.Reason.NEW_FIELD_FORBIDDEN);

    byte[] signed = TestSigner.rsa().signed(certified(2, true));
    try (PDDocument document = Loader.loadPDF(signed)) {
      assertThat(document.getSignatureFields()).hasSize(1);
      assertThat(document.getSignatureFields().getFirst().getSignature()).isNotNull();
      assertThat(document.getSignatureFields().getFirst().getPartialName()).isEqualTo("ChuKy");
    }
  }

  @Test
  void changedDocumentsEndInAVerdict() {
    byte[] whole = TestPdfs.pages(1);
    Random random = new Random(20261122);
    int rounds = Boolean.getBoolean("antin.long") ? 20_000 : 500;
    TestSigner official = TestSigner.rsa();
    for (int i = 0; i < rounds; i++) {
      byte[] changed = whole.clone();
      for (int j = random.nextInt(8); j >= 0; j--) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      }
      PdfInspection inspection = inspect(changed);
      Preparation preparation = signer.prepare(DocumentSource.of(changed), official.request());
      assertThat(inspection).isNotNull();
      assertThat(preparation).isNotNull();
    }
  }

  private PdfInspection inspect(byte[] file) {
    return inspector.inspect(DocumentSource.of(file));
  }

  private Preparation.Reason reason(byte[] file) {
    Preparation preparation = signer.prepare(DocumentSource.of(file), TestSigner.rsa().request());
    assertThat(preparation).isInstanceOf(Preparation.Refused.class);
    return ((Preparation.Refused) preparation).reason();
  }

  private static byte[] encrypted(String password) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PDDocument document = Loader.loadPDF(TestPdfs.pages(1))) {
      StandardProtectionPolicy policy =
          new StandardProtectionPolicy("owner", password, new AccessPermission());
      policy.setEncryptionKeyLength(128);
      document.protect(policy);
      document.save(out);
    }
    return out.toByteArray();
  }

  /** A document whose author certified it, with or without an empty signature field. */
  private static byte[] certified(int level, boolean withField) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PDDocument document = new PDDocument()) {
      PDPage page = new PDPage();
      document.addPage(page);
      PDAcroForm form = new PDAcroForm(document);
      document.getDocumentCatalog().setAcroForm(form);
      if (withField) {
        PDSignatureField field = new PDSignatureField(form);
        field.setPartialName("ChuKy");
        PDAnnotationWidget widget = field.getWidgets().getFirst();
        widget.setPage(page);
        page.getAnnotations().add(widget);
        form.getFields().add(field);
      }
      COSDictionary parameters = new COSDictionary();
      parameters.setInt(COSName.P, level);
      COSDictionary reference = new COSDictionary();
      reference.setName(COSName.TRANSFORM_METHOD, "DocMDP");
      reference.setItem(COSName.TRANSFORM_PARAMS, parameters);
      COSArray references = new COSArray();
      references.add(reference);
      COSDictionary signature = new COSDictionary();
      signature.setItem(COSName.REFERENCE, references);
      COSDictionary permissions = new COSDictionary();
      permissions.setItem(COSName.getPDFName("DocMDP"), signature);
      document.getDocumentCatalog().getCOSObject().setItem(COSName.PERMS, permissions);
      document.save(out);
    }
    return out.toByteArray();
  }
}
