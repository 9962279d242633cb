package vn.antin.signing.engine.command;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import vn.antin.signing.engine.TestSigner;

/** A folder with a keystore, its password and documents, and the command run in it. */
final class CommandFolder {

  final Path root;
  final Path keystore;
  final Path password;
  final Path out;

  CommandFolder(Path root, TestSigner signer) {
    this.root = root;
    this.keystore = root.resolve("key.p12");
    this.password = root.resolve("password");
    this.out = root.resolve("signed");
    char[] secret = "correct horse".toCharArray();
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry(
          "Khóa của An",
          signer.keys().getPrivate(),
          secret,
          signer.chain().toArray(X509Certificate[]::new));
      try (OutputStream file = Files.newOutputStream(keystore)) {
        store.store(file, secret);
      }
      Files.writeString(password, "correct horse\n");
      for (Path each : List.of(keystore, password)) {
        Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("rw-------"));
      }
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  record Run(int exit, List<String> lines, String complaints) {

    String text() {
      return String.join("\n", lines);
    }
  }

  Path pdf(String name) {
    try (PDDocument document = new PDDocument()) {
      document.addPage(new PDPage());
      Path file = root.resolve(name);
      Files.createDirectories(file.resolveSibling(".").normalize());
      document.save(file.toFile());
      return file;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A page with a line of text at each height, in points from its lower edge. */
  Path pdf(String name, Map<Integer, String> lines) {
    try (PDDocument document = new PDDocument()) {
      PDPage page = new PDPage(PDRectangle.A4);
      document.addPage(page);
      try (PDPageContentStream content = new PDPageContentStream(document, page)) {
        content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 13);
        for (Map.Entry<Integer, String> line : lines.entrySet()) {
          content.beginText();
          content.newLineAtOffset(330, line.getKey());
          content.showText(line.getValue());
          content.endText();
        }
      }
      Path file = root.resolve(name);
      document.save(file.toFile());
      return file;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  Path file(String name, byte[] content) {
    try {
      return Files.write(root.resolve(name), content);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  Path file(String name, String content) {
    return file(name, content.getBytes(StandardCharsets.UTF_8));
  }

  Path image() {
    Path image = root.resolve("signature.png");
    BufferedImage blue = new BufferedImage(80, 40, BufferedImage.TYPE_INT_ARGB);
    blue.setRGB(40, 20, 0xff0000ff);
    try {
      ImageIO.write(blue, "png", image.toFile());
      return image;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Validates, trusting the authority of the test's signers. */
  Run validate(Object... arguments) {
    try {
      Path trust = Files.write(root.resolve("root.cer"), TestSigner.ROOT.getEncoded());
      List<Object> all = new ArrayList<>(List.of("validate", "--trust", trust));
      all.addAll(List.of(arguments));
      return run(all.toArray());
    } catch (IOException | CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Signs with the keystore into the folder {@code signed}. */
  Run sign(Object... arguments) {
    List<Object> all =
        new ArrayList<>(
            List.of("sign", "--keystore", keystore, "--password-file", password, "--out", out));
    all.addAll(List.of(arguments));
    return run(all.toArray());
  }

  static Run run(Object... arguments) {
    return run(Locale.ENGLISH, arguments);
  }

  static Run run(Locale locale, Object... arguments) {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    ByteArrayOutputStream complaints = new ByteArrayOutputStream();
    int exit =
        Main.run(
            Stream.of(arguments).map(String::valueOf).toList(),
            new Terminal(
                new PrintStream(lines, true, StandardCharsets.UTF_8),
                new PrintStream(complaints, true, StandardCharsets.UTF_8)),
            locale);
    return new Run(
        exit,
        lines.toString(StandardCharsets.UTF_8).lines().toList(),
        complaints.toString(StandardCharsets.UTF_8));
  }

  List<String> names() {
    if (!Files.exists(out)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(out)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
