package vn.antin.signing.engine.office;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** LibreOffice without a window, with a profile and a certificate store of its own. */
final class LibreOffice {

  private static final Path PROGRAM = Path.of("/usr/lib/libreoffice/program/soffice.bin");
  private static final Path PYTHON = Path.of("/usr/bin/python3");

  private final Path folder;

  /**
   * What it says of a signature.
   *
   * @param valid the value and the hashes of what is signed
   * @param certificate 0 for a valid one, else bits of {@code CertificateValidity}
   * @param partial parts of the document are not signed
   */
  record Verdict(boolean valid, int certificate, boolean partial, String signer) {}

  LibreOffice(Path folder) {
    this.folder = folder;
  }

  /** Skips the test where it is missing. */
  static void need() {
    assumeTrue(
        Files.isExecutable(PROGRAM)
            && Files.exists(PROGRAM.resolveSibling("libswlo.so"))
            && Files.exists(PROGRAM.resolveSibling("libsclo.so")),
        "skipped: packages libreoffice-writer-nogui and libreoffice-calc-nogui are not installed");
    assumeTrue(
        Files.isExecutable(PYTHON)
            && run(Path.of("/"), Map.of(), PYTHON.toString(), "-c", "import uno").exit() == 0,
        "skipped: package python3-uno is not installed");
    assumeTrue(
        run(Path.of("/"), Map.of(), "which", "certutil").exit() == 0,
        "skipped: package libnss3-tools is not installed");
  }

  /** What it makes of a file, written in another format. */
  Path converted(Path file, String format) throws IOException {
    Answer answer =
        run(
            folder,
            Map.of(),
            "soffice",
            "--headless",
            "-env:UserInstallation=" + folder.resolve("profile").toUri(),
            "--convert-to",
            format,
            "--outdir",
            folder.toString(),
            file.toString());
    String name = file.getFileName().toString();
    Path made = folder.resolve(name.substring(0, name.lastIndexOf('.') + 1) + format);
    assertThat(made).as(answer.text()).exists();
    return made;
  }

  /** What it says of each signature of each file, by the file's name. */
  Map<String, List<Verdict>> verdicts(X509Certificate root, List<Path> files) throws IOException {
    Path script = folder.resolve("judge.py");
    try (InputStream in =
        Objects.requireNonNull(LibreOffice.class.getResourceAsStream("judge.py"))) {
      Files.write(script, in.readAllBytes());
    }
    List<String> command =
        new ArrayList<>(
            List.of(PYTHON.toString(), script.toString(), folder.resolve("profile").toString()));
    files.forEach(file -> command.add(file.toString()));
    Answer answer =
        run(
            folder,
            Map.of("MOZILLA_CERTIFICATE_FOLDER", store(root), "PYTHONIOENCODING", "UTF-8"),
            command.toArray(String[]::new));
    assertThat(answer.exit()).as(answer.text()).isZero();
    return read(answer.text());
  }

  private static Map<String, List<Verdict>> read(String text) {
    Map<String, List<Verdict>> verdicts = new LinkedHashMap<>();
    for (String line : text.lines().toList()) {
      String[] fields = line.split("\t", -1);
      List<Verdict> found = verdicts.computeIfAbsent(fields[0], _ -> new ArrayList<>());
      if (fields.length == 5) {
        found.add(
            new Verdict(
                fields[1].equals("True"),
                Integer.parseInt(fields[2]),
                fields[3].equals("True"),
                fields[4]));
      }
    }
    return verdicts;
  }

  /** A store of Network Security Services that trusts the root. */
  private String store(X509Certificate root) throws IOException {
    Path store = Files.createDirectories(folder.resolve("store"));
    Path pem = folder.resolve("root.pem");
    try {
      Files.writeString(
          pem,
          "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
              .formatted(
                  Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(root.getEncoded())));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    String database = "sql:" + store;
    assertThat(run(folder, Map.of(), "certutil", "-N", "-d", database, "--empty-password").exit())
        .isZero();
    assertThat(
            run(
                    folder,
                    Map.of(),
                    "certutil",
                    "-A",
                    "-d",
                    database,
                    "-n",
                    "root",
                    "-t",
                    "C,C,C",
                    "-i",
                    pem.toString())
                .exit())
        .isZero();
    return store.toString();
  }

  private record Answer(int exit, String text) {}

  private static Answer run(Path folder, Map<String, String> environment, String... command) {
    try {
      Path output = Files.createTempFile("office", ".txt");
      try {
        ProcessBuilder builder =
            new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(6, TimeUnit.MINUTES)) {
          process.destroy();
          return new Answer(-1, "timed out");
        }
        return new Answer(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
      } finally {
        Files.delete(output);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
