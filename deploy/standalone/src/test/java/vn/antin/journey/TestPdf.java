package vn.antin.journey;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import vn.antin.standalone.Antin;

/** A document to sign: a real one from the corpus beside the checkout, else one made here. */
public final class TestPdf {
  private TestPdf() {}

  public static Path in(Path folder) throws IOException {
    Path real = Antin.home().resolveSibling("shared").resolve("corpus/pdf/basicapi.pdf");
    Path target = folder.resolve("Quyết định số 12.pdf");
    if (Files.exists(real)) {
      return Files.copy(real, target, StandardCopyOption.REPLACE_EXISTING);
    }
    return Files.write(target, generated());
  }

  /** One page with one line of text and a cross-reference table. */
  private static byte[] generated() {
    String text = "BT /F1 18 Tf 72 760 Td (Quyet dinh so 12) Tj ET";
    List<String> objects =
        List.of(
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
                + "/Resources<</Font<</F1 5 0 R>>>>>>",
            "<</Length " + text.length() + ">>\nstream\n" + text + "\nendstream",
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>");
    StringBuilder pdf = new StringBuilder("%PDF-1.7\n");
    StringBuilder table = new StringBuilder("0000000000 65535 f \n");
    for (int i = 0; i < objects.size(); i++) {
      table.append("%010d 00000 n \n".formatted(pdf.length()));
      pdf.append(i + 1).append(" 0 obj\n").append(objects.get(i)).append("\nendobj\n");
    }
    int start = pdf.length();
    pdf.append("xref\n0 ").append(objects.size() + 1).append('\n').append(table);
    pdf.append("trailer\n<</Size ").append(objects.size() + 1).append("/Root 1 0 R>>\n");
    pdf.append("startxref\n").append(start).append("\n%%EOF\n");
    return pdf.toString().getBytes(StandardCharsets.US_ASCII);
  }
}
