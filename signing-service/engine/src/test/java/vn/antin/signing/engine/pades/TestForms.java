package vn.antin.signing.engine.pades;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationWidget;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDSignatureField;
import vn.antin.signing.engine.TestPdfs;

/** Documents with empty signature fields, as an office prepares them. */
final class TestForms {

  private TestForms() {}

  static byte[] withFields(String... names) {
    return withFields(field -> {}, names);
  }

  /** The last field's dictionary can be changed, to give it a lock or seed values. */
  static byte[] withFields(Consumer<COSDictionary> lastField, String... names) {
    try (PDDocument document = Loader.loadPDF(TestPdfs.pages(2))) {
      PDAcroForm form = new PDAcroForm(document);
      document.getDocumentCatalog().setAcroForm(form);
      COSDictionary last = new COSDictionary();
      int y = 600;
      for (String name : names) {
        PDSignatureField field = new PDSignatureField(form);
        field.setPartialName(name);
        PDAnnotationWidget widget = field.getWidgets().getFirst();
        widget.setRectangle(new PDRectangle(72, y, 150, 50));
        widget.setPage(document.getPage(0));
        widget.setPrinted(true);
        document.getPage(0).getAnnotations().add(widget);
        form.getFields().add(field);
        last = field.getCOSObject();
        y -= 80;
      }
      lastField.accept(last);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      document.save(out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
