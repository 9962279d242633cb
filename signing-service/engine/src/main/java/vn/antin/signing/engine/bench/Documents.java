package vn.antin.signing.engine.bench;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Documents of given sizes, the same in every run. */
final class Documents {

  private static final int BLOCK = 1 << 20;

  private Documents() {}

  /** One page and a picture that cannot be compressed. */
  static byte[] letter(int bytes) {
    Writer pdf = new Writer();
    byte[] noise = new byte[bytes];
    new Random(1).nextBytes(noise);
    pdf.object("<< /Type /Catalog /Pages 2 0 R >>");
    pdf.object("<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
    pdf.object("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << >> >>");
    pdf.stream(noise);
    return pdf.finish();
  }

  /** Pages of plain text, each with its own content and a link: many small objects. */
  static byte[] text(int bytes) {
    Writer pdf = new Writer();
    int pages = bytes / 2400;
    StringBuilder kids = new StringBuilder();
    for (int i = 0; i < pages; i++) {
      kids.append(4 + 3 * i).append(" 0 R ");
    }
    pdf.object("<< /Type /Catalog /Pages 2 0 R >>");
    pdf.object("<< /Type /Pages /Kids [%s] /Count %d >>".formatted(kids, pages));
    pdf.object("<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>");
    StringBuilder text = new StringBuilder("BT /F 10 Tf 50 800 Td 14 TL\n");
    for (int line = 0; line < 34; line++) {
      text.append("(Uy ban nhan dan tinh quyet dinh ban hanh quy che so ")
          .append(line)
          .append(") Tj T*\n");
    }
    byte[] content = text.append("ET").toString().getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < pages; i++) {
      pdf.object(
          ("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
                  + " /Resources << /Font << /F 3 0 R >> >> /Annots [%d 0 R] >>")
              .formatted(5 + 3 * i, 6 + 3 * i));
      pdf.stream(content);
      pdf.object("<< /Type /Annot /Subtype /Link /Rect [50 50 90 60] /Dest [4 0 R /Fit] >>");
    }
    return pdf.finish();
  }

  /** One page and a stream as long as wanted, written without holding it. */
  static void large(Path file, long bytes) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), BLOCK)) {
      Writer pdf = new Writer();
      pdf.object("<< /Type /Catalog /Pages 2 0 R >>");
      pdf.object("<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
      pdf.object("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << >> >>");
      long padding = bytes / BLOCK * BLOCK;
      pdf.begin("<< /Length %d >>\nstream\n".formatted(padding));
      out.write(pdf.out.toByteArray());
      byte[] block = new byte[BLOCK];
      new Random(2).nextBytes(block);
      for (long written = 0; written < padding; written += BLOCK) {
        out.write(block);
      }
      pdf.out.reset();
      pdf.skipped = padding + pdf.begun;
      pdf.ascii("\nendstream\nendobj\n");
      out.write(pdf.finish());
    }
  }

  private static final class Writer {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final List<Long> offsets = new ArrayList<>();
    private long skipped;
    private long begun;

    Writer() {
      ascii("%PDF-1.7\n");
    }

    void ascii(String text) {
      out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    void begin(String text) {
      offsets.add(skipped + out.size());
      ascii(offsets.size() + " 0 obj\n" + text);
      begun = skipped + out.size();
    }

    void object(String text) {
      begin(text + "\nendobj\n");
    }

    void stream(byte[] bytes) {
      begin("<< /Length %d >>\nstream\n".formatted(bytes.length));
      out.writeBytes(bytes);
      ascii("\nendstream\nendobj\n");
    }

    /** What has not been written elsewhere, with the table at its end. */
    byte[] finish() {
      long xref = skipped + out.size();
      ascii("xref\n0 %d\n0000000000 65535 f \n".formatted(offsets.size() + 1));
      offsets.forEach(at -> ascii(String.format(Locale.ROOT, "%010d 00000 n \n", at)));
      ascii(
          "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
              .formatted(offsets.size() + 1, xref));
      return out.toByteArray();
    }
  }
}
