package vn.antin.signing.engine.issuance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import vn.antin.signing.engine.DocumentSource;
import vn.antin.signing.engine.TestSigner;
import vn.antin.signing.engine.appearance.Appearance;
import vn.antin.signing.engine.appearance.AppearanceWriter;
import vn.antin.signing.engine.appearance.Layout;
import vn.antin.signing.engine.pdf.Opening;
import vn.antin.signing.engine.pdf.PdfArray;
import vn.antin.signing.engine.pdf.PdfDictionary;
import vn.antin.signing.engine.pdf.PdfField;
import vn.antin.signing.engine.pdf.PdfFile;
import vn.antin.signing.engine.pdf.PdfName;
import vn.antin.signing.engine.pdf.PdfNumber;
import vn.antin.signing.engine.pdf.PdfObject;
import vn.antin.signing.engine.pdf.PdfReference;
import vn.antin.signing.engine.pdf.PdfString;
import vn.antin.signing.engine.pdf.PdfUpdate;
import vn.antin.signing.engine.pdf.Tail;

/** Signs as simply as the standard allows, so that the chain is judged by itself. */
final class TestSigning {

  private static final int ROOM = 8192;

  private final PdfFile file;
  private final PdfUpdate update;

  private TestSigning(byte[] pdf) {
    if (!(PdfFile.open(DocumentSource.of(pdf)) instanceof Opening.Opened(PdfFile opened))) {
      throw new AssertionError("The document opens");
    }
    this.file = opened;
    this.update = new PdfUpdate(opened);
  }

  /** Signs a field that is there, or a new one of this name where the appearance stands. */
  static byte[] sign(
      byte[] pdf, TestSigner signer, String field, Appearance appearance, boolean certify) {
    return new TestSigning(pdf).signed(pdf, signer, field, appearance, certify);
  }

  private byte[] signed(
      byte[] pdf, TestSigner signer, String name, Appearance appearance, boolean certify) {
    if (!(new AppearanceWriter(file, update).draw(appearance) instanceof Layout.Drawing drawing)) {
      throw new AssertionError("The appearance is drawn");
    }
    PdfField known =
        file.fields().stream().filter(f -> f.name().equals(name)).findFirst().orElse(null);
    PdfDictionary signature =
        PdfDictionary.ofType("Sig")
            .with("Filter", new PdfName("Adobe.PPKLite"))
            .with("SubFilter", new PdfName("adbe.pkcs7.detached"))
            .with("M", PdfString.of("D:20261122090000+07'00'"));
    List<PdfObject> references = new ArrayList<>();
    if (certify) {
      references.add(reference("DocMDP", PdfDictionary.EMPTY.with("P", PdfNumber.of(2L))));
    }
    if (known != null && known.dictionary().has("Lock")) {
      references.add(
          reference("FieldMDP", file.dictionary(known.dictionary().get("Lock")).without("Type")));
    }
    if (!references.isEmpty()) {
      signature = signature.with("Reference", new PdfArray(references));
    }
    PdfReference value = update.addSignature(signature, ROOM);
    PdfDictionary look = PdfDictionary.EMPTY.with("N", drawing.normalAppearance());
    if (known != null) {
      update.put(
          Objects.requireNonNull(known.reference()),
          known.dictionary().with("V", value).with("AP", look));
    } else {
      addField(name, drawing, look, value);
    }
    if (certify) {
      update.catalog(update.catalog().with("Perms", PdfDictionary.EMPTY.with("DocMDP", value)));
    }
    Tail tail = update.write();
    ByteArrayOutputStream covered = new ByteArrayOutputStream();
    covered.writeBytes(pdf);
    append(covered, tail.signedBefore());
    append(covered, tail.signedAfter());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(pdf);
    out.writeBytes(tail.with(cms(signer, covered.toByteArray())));
    return out.toByteArray();
  }

  private static PdfDictionary reference(String method, PdfDictionary parameters) {
    return PdfDictionary.ofType("SigRef")
        .with("TransformMethod", new PdfName(method))
        .with(
            "TransformParams",
            parameters.with("Type", new PdfName("TransformParams")).with("V", new PdfName("1.2")));
  }

  private void addField(
      String name, Layout.Drawing drawing, PdfDictionary look, PdfReference value) {
    PdfReference widget =
        update.add(
            PdfDictionary.ofType("Annot")
                .with("Subtype", new PdfName("Widget"))
                .with("FT", new PdfName("Sig"))
                .with("T", PdfString.of(name))
                .with("F", PdfNumber.of(132L))
                .with("P", drawing.page())
                .with("Rect", drawing.rect())
                .with("AP", look)
                .with("V", value));
    PdfDictionary page = update.dictionary(drawing.page());
    PdfArray annotations =
        update.resolve(page.get("Annots")) instanceof PdfArray list ? list : PdfArray.of();
    update.put(drawing.page(), page.with("Annots", annotations.plus(widget)));
    PdfDictionary form = update.dictionary(update.catalog().get("AcroForm"));
    PdfArray fields =
        update.resolve(form.get("Fields")) instanceof PdfArray list ? list : PdfArray.of();
    PdfDictionary grown =
        form.with("Fields", fields.plus(widget)).with("SigFlags", PdfNumber.of(3L));
    update.catalog(update.catalog().with("AcroForm", grown));
  }

  private static void append(ByteArrayOutputStream out, java.nio.ByteBuffer part) {
    byte[] bytes = new byte[part.remaining()];
    part.get(bytes);
    out.writeBytes(bytes);
  }

  private static byte[] cms(TestSigner signer, byte[] content) {
    try {
      CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
      generator.addSignerInfoGenerator(
          new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
              .build(
                  new JcaContentSignerBuilder("SHA256withRSA").build(signer.keys().getPrivate()),
                  signer.chain().getFirst()));
      generator.addCertificates(new JcaCertStore(signer.chain()));
      return generator.generate(new CMSProcessableByteArray(content), false).getEncoded("DER");
    } catch (CMSException
        | IOException
        | OperatorCreationException
        | java.security.cert.CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }
}
