package vn.antin.signing.engine.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import vn.antin.signing.engine.validation.SignedFile;
import vn.antin.signing.engine.validation.Validator;
import vn.antin.signing.engine.validation.trust.TrustDomain;
import vn.antin.signing.engine.validation.trust.TrustDomains;
import vn.antin.signing.token.KeyKind;
import vn.antin.signing.token.Token;
import vn.antin.signing.token.TokenLimits;
import vn.antin.signing.token.TokenSecret;

/**
 * Entry point. Arguments: {@code pkcs11 LIBRARY LABEL} or {@code software FOLDER -}, the file with
 * the PIN, a folder to work in, seconds for each figure, threads, megabytes of the large document;
 * then, for that one in a JVM of its own, who signs it, or {@code key} for the rate of the key
 * alone, or {@code turns} and the kind of key for what each line of the input names: {@code key} or
 * {@code engine}.
 */
public final class SignBench {

  private static final int KILOBYTES = 1024;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path folder;
  private final int seconds;
  private final int threads;
  private final int megabytes;
  private final BenchKey key;
  private final List<String> again;

  private SignBench(List<String> arguments, Token token) {
    this.folder = Path.of(arguments.get(4));
    this.seconds = Integer.parseInt(arguments.get(5));
    this.threads = Integer.parseInt(arguments.get(6));
    this.megabytes = Integer.parseInt(arguments.get(7));
    this.again = arguments.subList(0, 8);
    KeyKind kind = arguments.size() > 9 ? KeyKind.valueOf(arguments.get(9)) : KeyKind.RSA_2048;
    this.key = new BenchKey(token, kind, InstantSource.system().instant());
  }

  public static void main(String[] arguments) throws Exception {
    List<String> given = List.of(arguments);
    try (Token token = open(given)) {
      SignBench bench = new SignBench(given, token);
      if (given.size() > 8 && given.get(8).equals("key")) {
        byte[] message = new byte[256];
        System.out.printf(
            Locale.ROOT, "%.1f%n", bench.load().measure(() -> bench.key.sign(message)).perSecond());
      } else if (given.size() > 8 && given.get(8).equals("turns")) {
        bench.turns();
      } else if (given.size() > 8) {
        LargeTrial.run(given.get(8), bench.key, bench.folder.resolve("large.pdf"));
      } else {
        bench.run();
      }
    }
    System.exit(0);
  }

  private static Token open(List<String> arguments) {
    TokenSecret pin = TokenSecret.read(Path.of(arguments.get(3)));
    TokenLimits limits = new TokenLimits(Integer.parseInt(arguments.get(6)), PATIENCE, PATIENCE);
    return arguments.getFirst().equals("pkcs11")
        ? Token.pkcs11(Path.of(arguments.get(1)), arguments.get(2), pin, limits)
        : Token.software(Path.of(arguments.get(1)), pin, limits);
  }

  /** A figure for each line, until the input ends: between two turns somebody else measures. */
  private void turns() throws IOException {
    byte[] message = new byte[256];
    byte[] letter = Documents.letter(100 * KILOBYTES);
    Contender engine = new OursContender(key);
    try (BufferedReader asked = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
      for (String line = asked.readLine(); line != null; line = asked.readLine()) {
        Load.Work work = line.equals("key") ? () -> key.sign(message) : () -> engine.sign(letter);
        System.out.printf(Locale.ROOT, "%.1f%n", load().measure(work).perSecond());
      }
    }
  }

  private void run() throws IOException, InterruptedException {
    Load load = load();
    System.out.printf(
        Locale.ROOT,
        "%d threads, %d s a figure after warming up, RSA-2048 in a %s token%n%n%-28s %10s %9s %9s"
            + " %9s %9s%n",
        threads,
        seconds,
        again.getFirst(),
        "",
        "per s",
        "p50 ms",
        "p99 ms",
        "CPU ms",
        "heap MB");
    byte[] message = new byte[256];
    double raw = print("the key alone", load.measure(() -> key.sign(message)));
    List<Contender> contenders =
        List.of(new OursContender(key), new DssContender(key), new PdfBoxContender(key));
    for (Size size :
        List.of(
            new Size("100 KB", Documents.letter(100 * KILOBYTES)),
            new Size("1 MB of text", Documents.text(KILOBYTES * KILOBYTES)))) {
      List<Double> rates = new ArrayList<>();
      for (Contender contender : contenders) {
        rates.add(
            print(
                size.name() + ", " + contender.name(),
                load.measure(() -> contender.sign(size.pdf()))));
      }
      System.out.printf(
          Locale.ROOT,
          "  -> %.1f x DSS, %.1f x PDFBox, %.0f %% of the key alone%n",
          rates.get(0) / rates.get(1),
          rates.get(0) / rates.get(2),
          100 * rates.get(0) / raw);
    }
    validate(load);
    large();
  }

  private Load load() {
    return new Load(
        threads, Duration.ofSeconds(Math.max(2, seconds / 2)), Duration.ofSeconds(seconds));
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Size(String name, byte[] pdf) {}

  private void validate(Load load) throws IOException {
    Path letter = folder.resolve("letter.pdf");
    Files.write(letter, Documents.letter(100 * KILOBYTES));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      new OursContender(key).sign(letter, out);
    } catch (Exception e) {
      throw new IOException(e);
    }
    byte[] signed = out.toByteArray();
    Validator ours =
        new Validator(
            TrustDomains.of(TrustDomain.of("bench", List.of(key.root()))), InstantSource.system());
    double mine =
        print(
            "validate 100 KB, Ấn Tín",
            load.measure(() -> ours.validate(SignedFile.of("letter.pdf", signed))));
    CommonTrustedCertificateSource anchors = new CommonTrustedCertificateSource();
    anchors.addCertificate(new CertificateToken(key.root()));
    double theirs =
        print(
            "validate 100 KB, DSS",
            load.measure(() -> {
              CommonCertificateVerifier verifier = new CommonCertificateVerifier(true);
              verifier.setTrustedCertSources(anchors);
              SignedDocumentValidator validator =
                  SignedDocumentValidator.fromDocument(new InMemoryDocument(signed));
              validator.setCertificateVerifier(verifier);
              validator.validateDocument();
            }));
    System.out.printf(Locale.ROOT, "  -> %.1f x DSS%n", mine / theirs);
  }

  /** Each in a JVM with 64 MB of heap; DSS and PDFBox once more with what they need. */
  private void large() throws IOException, InterruptedException {
    Path file = folder.resolve("large.pdf");
    Documents.large(file, (long) megabytes << 20);
    System.out.printf(Locale.ROOT, "%n%d MB, one thread, file to file%n", megabytes);
    double floor = seconds("hash", "hashing and copying", 64);
    double ours = seconds("ours", "Ấn Tín", 64);
    for (int heap : new int[] {64, 2048}) {
      seconds("dss", "DSS", heap);
      seconds("pdfbox", "PDFBox + BC", heap);
    }
    System.out.printf(
        Locale.ROOT, "  -> %.0f %% of the speed of hashing and copying%n", 100 * floor / ours);
    Files.delete(file);
  }

  private double seconds(String who, String name, int heapMegabytes)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx" + heapMegabytes + "m",
            "--enable-native-access=ALL-UNNAMED",
            "-Dslf4j.internal.verbosity=ERROR",
            "-Dslf4j.provider=org.slf4j.helpers.NOP_FallbackServiceProvider",
            "-cp",
            System.getProperty("java.class.path"),
            SignBench.class.getName()));
    command.addAll(again);
    command.add(who);
    Path printed = folder.resolve("printed");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(printed.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    boolean ended = process.waitFor(10, TimeUnit.MINUTES);
    if (!ended) {
      process.destroyForcibly();
    }
    String text = Files.readString(printed).strip();
    boolean good = ended && process.exitValue() == 0 && !text.isEmpty();
    double seconds = good ? Double.parseDouble(text) : Double.NaN;
    System.out.printf(
        Locale.ROOT,
        "%-28s %10s  with -Xmx%dm%n",
        name,
        good ? "%.2f s".formatted(seconds) : "does not",
        heapMegabytes);
    return seconds;
  }

  private static double print(String name, Load.Figures figures) {
    System.out.printf(
        Locale.ROOT,
        "%-28s %10.1f %9.2f %9.2f %9.2f %9d%n",
        name,
        figures.perSecond(),
        figures.p50(),
        figures.p99(),
        figures.processorMillis(),
        figures.peakHeap() >> 20);
    return figures.perSecond();
  }
}
