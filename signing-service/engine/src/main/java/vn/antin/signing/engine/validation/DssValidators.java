package vn.antin.signing.engine.validation;

import eu.europa.esig.dss.asic.cades.validation.ASiCContainerWithCAdESValidatorFactory;
import eu.europa.esig.dss.asic.xades.validation.ASiCContainerWithXAdESValidatorFactory;
import eu.europa.esig.dss.cades.validation.CMSDocumentValidator;
import eu.europa.esig.dss.jades.validation.JWSCompactDocumentValidator;
import eu.europa.esig.dss.jades.validation.JWSSerializationDocumentValidator;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.pades.validation.PDFDocumentValidator;
import eu.europa.esig.dss.pdf.modifications.DefaultPdfDifferencesFinder;
import eu.europa.esig.dss.pdf.modifications.PdfObjectModifications;
import eu.europa.esig.dss.pdf.pdfbox.PdfBoxNativeObjectFactory;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import eu.europa.esig.dss.xades.validation.XMLDocumentValidator;

/** DSS's validator for each format. We say which; DSS does not guess. */
final class DssValidators {

  private DssValidators() {}

  /** Throws an IllegalArgumentException when the file is not quite of its format. */
  static SignedDocumentValidator of(Format format, DSSDocument document) {
    return switch (format) {
      case PDF -> pdf(document, false);
      case XML -> new XMLDocumentValidator(document);
      case CMS -> new CMSDocumentValidator(document);
      case JWS -> jws(document);
      case ASIC, OPEN_DOCUMENT -> container(document);
      case OFFICE -> throw new IllegalArgumentException("Office files have a reader of their own");
    };
  }

  /**
   * For a PDF.
   *
   * @param asItIs DSS need not compare revisions: there is but one, or nobody wants its reports and
   *     ours compares them
   */
  static SignedDocumentValidator pdf(DSSDocument document, boolean asItIs) {
    DefaultPdfDifferencesFinder differences = new DefaultPdfDifferencesFinder();
    // pages are not compared as pictures: slow, and a way in for hostile files
    differences.setMaximalPagesAmountForVisualComparison(0);
    PdfBoxNativeObjectFactory factory = new PdfBoxNativeObjectFactory();
    factory.setPdfDifferencesFinder(differences);
    if (asItIs) {
      factory.setPdfObjectModificationsFinder((signed, whole) -> new PdfObjectModifications());
    }
    PDFDocumentValidator validator = new PDFDocumentValidator(document);
    validator.setPdfObjFactory(factory);
    return validator;
  }

  private static SignedDocumentValidator jws(DSSDocument document) {
    return new JWSCompactDocumentValidator().isSupported(document)
        ? new JWSCompactDocumentValidator(document)
        : new JWSSerializationDocumentValidator(document);
  }

  private static SignedDocumentValidator container(DSSDocument document) {
    ASiCContainerWithXAdESValidatorFactory xml = new ASiCContainerWithXAdESValidatorFactory();
    return xml.isSupported(document)
        ? xml.create(document)
        : new ASiCContainerWithCAdESValidatorFactory().create(document);
  }
}
