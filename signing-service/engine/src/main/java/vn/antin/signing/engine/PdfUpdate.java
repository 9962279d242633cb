package vn.antin.signing.engine;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.GregorianCalendar;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.ExternalSigningSupport;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.SignatureOptions;
import org.apache.pdfbox.pdmodel.interactive.form.PDSignatureField;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.Preparation.Reason;
import vn.antin.signing.engine.Preparation.Refused;
import vn.antin.signing.engine.cms.CmsSigner;

/** The incremental update that carries one signature, written by PDFBox. */
final class PdfUpdate {

  /** Official documents show Vietnam time (Decree 30/2020, Annex I). */
  private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

  private final PDDocument document;
  private final long sourceLength;
  private final PadesRequest request;
  private final Instant time;
  private @Nullable PDSignatureField field;

  PdfUpdate(OpenPdf.Opened opened, PadesRequest request, Instant time) {
    this.document = opened.document();
    this.sourceLength = opened.source().length();
    this.request = request;
    this.time = time;
  }

  /** Why the document's author does not let us sign, if so. */
  @Nullable Refused refusal() {
    return switch (OpenPdf.permissions(document)) {
      case ANY_CHANGE -> null;
      case NO_CHANGE ->
          new Refused(Reason.CHANGES_FORBIDDEN, "Certified with DocMDP P=1: no changes allowed");
      case FILL_AND_SIGN, ANNOTATE_AND_FILL -> {
        field = freeField();
        yield field != null
            ? null
            : new Refused(
                Reason.NEW_FIELD_FORBIDDEN,
                "Certified with DocMDP P=2 or 3, and no empty signature field is left");
      }
    };
  }

  private @Nullable PDSignatureField freeField() {
    return document.getSignatureFields().stream()
        .filter(candidate -> !candidate.getCOSObject().containsKey(COSName.V))
        .findFirst()
        .orElse(null);
  }

  /** Writes source and update to the digest and returns the update. */
  SignatureTail write(SourceDigest digest) throws IOException {
    PDSignature signature = new PDSignature();
    signature.setFilter(PDSignature.FILTER_ADOBE_PPKLITE);
    signature.setSubFilter(PDSignature.SUBFILTER_ETSI_CADES_DETACHED);
    signature.setName(request.name());
    signature.setReason(request.reason());
    signature.setLocation(request.location());
    signature.setSignDate(GregorianCalendar.from(time.atZone(VIETNAM)));
    if (field != null) {
      field.getCOSObject().setItem(COSName.V, signature);
      field.getCOSObject().setNeedToBeUpdated(true);
    }
    int capacity = CmsSigner.of(request.signer()).capacity(0);
    try (SignatureOptions options = new SignatureOptions()) {
      options.setPreferredSignatureSize(capacity);
      document.addSignature(signature, options);
      ExternalSigningSupport support = document.saveIncrementalForExternalSigning(digest);
      support.setSignature(new byte[0]);
      int contents = (int) (signature.getByteRange()[1] + 1L - sourceLength);
      return new SignatureTail(digest.appended(), contents, capacity);
    }
  }
}
