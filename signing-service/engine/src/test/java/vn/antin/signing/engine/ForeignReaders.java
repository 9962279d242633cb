package vn.antin.signing.engine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What poppler, qpdf and mupdf say of a signed document, compared with what they said before. */
public final class ForeignReaders {

  private ForeignReaders() {}

  /** Skips the test where one of them is missing. */
  public static void need() {
    Tools.need("pdfsig", "poppler-utils");
    Tools.need("pdftoppm", "poppler-utils");
    Tools.need("qpdf", "qpdf");
    Tools.need("mutool", "mupdf-tools");
  }

  /** What is worse than before, or not valid. */
  public static List<String> complaints(Path before, Path after) {
    List<String> complaints = new ArrayList<>();
    String poppler = Tools.run("pdfsig", "-nocert", after.toString()).text();
    if (!poppler.contains("Signature is Valid") || !poppler.contains("Total document signed")) {
      complaints.add("pdfsig: " + poppler);
    }
    String mupdf = Tools.run("mutool", "sign", "-v", after.toString()).text();
    // the certificate is of a test's own authority, which mupdf does not know
    if (mupdf.contains("Digest error") || !mupdf.contains("Verifying signature")) {
      complaints.add("mutool sign: " + mupdf);
    }
    if (severity(Tools.run("qpdf", "--check", after.toString()).exit())
        > severity(Tools.run("qpdf", "--check", before.toString()).exit())) {
      complaints.add("qpdf finds more than before");
    }
    if (remarks(after) > remarks(before)) {
      complaints.add("mutool finds more than before");
    }
    return complaints;
  }

  /** Of qpdf: 0 fine, 3 warnings, 2 errors. */
  private static int severity(int exit) {
    return switch (exit) {
      case 0 -> 0;
      case 3 -> 1;
      default -> 2;
    };
  }

  private static long remarks(Path file) {
    return Tools.run("mutool", "info", file.toString())
        .text()
        .lines()
        .filter(line -> line.startsWith("error") || line.startsWith("warning"))
        .count();
  }
}
