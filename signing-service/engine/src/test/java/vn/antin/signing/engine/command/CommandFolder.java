package vn.antin.signing.engine.command;

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
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
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

  /** Signs with the keystore into the folder {@code signed}. */
  Run sign(Object... arguments) {
    List<Object> all =
        new ArrayList<>(
            List.of("sign", "--keystore", keystore, "--password-file", password, "--out", out));
    all.addAll(List.of(arguments));
    return run(all.toArray());
  }

  static Run run(Object... arguments) {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    ByteArrayOutputStream complaints = new ByteArrayOutputStream();
    int exit =
        Main.run(
            Stream.of(arguments).map(String::valueOf).toList(),
            new Terminal(
                new PrintStream(lines, true, StandardCharsets.UTF_8),
                new PrintStream(complaints, true, StandardCharsets.UTF_8)),
            Locale.ENGLISH);
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
