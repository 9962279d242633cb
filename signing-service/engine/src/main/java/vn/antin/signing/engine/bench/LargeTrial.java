package vn.antin.signing.engine.bench;

import java.io.BufferedOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Locale;

/**
 * One large file in a JVM of its own, whose {@code -Xmx} is the bound; prints the seconds of the
 * faster of two turns. {@code hash} hashes and copies it, which is what signing cannot be faster
 * than.
 */
final class LargeTrial {

  private static final int BLOCK = 64 * 1024;
  private static final int TURNS = 2;

  private LargeTrial() {}

  static void run(String who, BenchKey key, Path file) throws Exception {
    Path target = file.resolveSibling("large-" + who + ".pdf");
    double fastest = Double.MAX_VALUE;
    for (int i = 0; i < TURNS; i++) {
      long began = System.nanoTime();
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(target), BLOCK)) {
        switch (who) {
          case "ours" -> new OursContender(key).sign(file, out);
          case "dss" -> new DssContender(key).sign(file, out);
          case "pdfbox" -> new PdfBoxContender(key).sign(file, out);
          default -> hashAndCopy(file, out);
        }
      } finally {
        Files.deleteIfExists(target);
      }
      fastest = Math.min(fastest, (System.nanoTime() - began) / 1e9);
    }
    System.out.printf(Locale.ROOT, "%.2f%n", fastest);
  }

  private static void hashAndCopy(Path file, OutputStream out) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    byte[] block = new byte[BLOCK];
    try (InputStream in = Files.newInputStream(file)) {
      for (int count = in.read(block); count > 0; count = in.read(block)) {
        digest.update(block, 0, count);
        out.write(block, 0, count);
      }
    }
    digest.digest();
  }
}
