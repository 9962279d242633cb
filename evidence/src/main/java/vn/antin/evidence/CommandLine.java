package vn.antin.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import vn.antin.audit.SealedRoot;
import vn.antin.audit.proof.Hash;

/** {@code verify FILE}, without the process around it. */
final class CommandLine {
  static final int OK = 0;
  static final int BROKEN = 1;
  static final int NOT_DONE = 2;
  static final int LEFT_OPEN = 3;

  private static final long LONGEST = 16L * 1024 * 1024;
  private static final String USAGE =
      """
      Usage: evidence verify FILE [WHAT IS KNOWN]
        Checks the evidence of one signature, offline.
          --document FILE          the signed document, or the one that was to be signed
          --origin URL             where officials agree, such as https://dangnhap.tinh.gov.vn
          --anchor FILE            the roots (PEM) of the signer's certificate
          --auth-roots FILE        auth-server's file of roots, kept outside its database
          --signing-roots FILE     signing-service's
          --seal-certificate FILE  the certificates (PEM) that may sign seals
      Exit status: 0 it holds, 1 broken, 2 not done, 3 nothing speaks against it, but
      something is left open.
      """;

  private final PrintStream out;
  private final PrintStream err;

  CommandLine(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  int run(List<String> arguments) {
    if (arguments.size() < 2 || !arguments.getFirst().equals("verify")) {
      err.print(USAGE);
      return NOT_DONE;
    }
    try {
      return verify(arguments);
    } catch (IOException | InvalidPathException | CertificateException e) {
      err.println("Not done: " + e.getMessage());
      return NOT_DONE;
    } catch (IllegalArgumentException e) {
      err.println("Not done: " + e.getMessage());
      err.print(USAGE);
      return NOT_DONE;
    }
  }

  private int verify(List<String> arguments) throws IOException, CertificateException {
    Set<String> origins = new HashSet<>();
    Set<X509Certificate> anchors = new HashSet<>();
    Set<X509Certificate> sealers = new HashSet<>();
    Set<Hash> authRoots = new HashSet<>();
    Set<Hash> signingRoots = new HashSet<>();
    List<Path> documents = new ArrayList<>();
    for (int i = 2; i < arguments.size(); i += 2) {
      String option = arguments.get(i);
      if (i + 1 == arguments.size()) {
        throw new IllegalArgumentException(option + " needs a value");
      }
      String value = arguments.get(i + 1);
      switch (option) {
        case "--document" -> documents.add(Path.of(value));
        case "--origin" -> origins.add(value);
        case "--anchor" -> anchors.addAll(certificates(Path.of(value)));
        case "--seal-certificate" -> sealers.addAll(certificates(Path.of(value)));
        case "--auth-roots" -> authRoots.addAll(roots(Path.of(value)));
        case "--signing-roots" -> signingRoots.addAll(roots(Path.of(value)));
        default -> throw new IllegalArgumentException("the option " + option + " is not known");
      }
    }
    EvidenceFile file = EvidenceFile.read(text(Path.of(arguments.get(1))));
    Set<Hash> fingerprints = new HashSet<>();
    for (X509Certificate sealer : sealers) {
      fingerprints.add(Hash.of(Digests.sha256(sealer.getEncoded())));
    }
    var known =
        new Verifier.Known(
            origins,
            anchors,
            new LogCheck.Known(authRoots, fingerprints),
            new LogCheck.Known(signingRoots, fingerprints));
    List<Finding> findings = new ArrayList<>(new Verifier(known).findings(file));
    for (Path document : documents) {
      findings.addAll(document(file, document));
    }
    return report(findings);
  }

  private int report(List<Finding> findings) {
    for (Finding finding : findings) {
      out.println(
          switch (finding.kind()) {
                case OK -> "  ok      ";
                case BROKEN -> "  BROKEN  ";
                case OPEN -> "  open    ";
              }
              + finding.text());
    }
    boolean broken = findings.stream().anyMatch(each -> each.kind() == Finding.Kind.BROKEN);
    long open = findings.stream().filter(each -> each.kind() == Finding.Kind.OPEN).count();
    out.println(
        broken
            ? "BROKEN: this is not evidence of the signature."
            : open == 0
                ? "OK: the evidence holds."
                : "OK as far as it goes: nothing speaks against it, %d left open.".formatted(open));
    return broken ? BROKEN : open == 0 ? OK : LEFT_OPEN;
  }

  private static List<Finding> document(EvidenceFile file, Path document) throws IOException {
    byte[] signedHash = file.signature().signedHash();
    if (signedHash != null && MessageDigest.isEqual(signedHash, hash(document, "SHA-256"))) {
      Finding found = Finding.ok(document + " is the signed document");
      return file.ground() instanceof EvidenceFile.TokenUse use
          ? List.of(found, SignedPart.check(document, use.signedAttributes()))
          : List.of(found);
    }
    String digest =
        switch (file.ground()) {
          case EvidenceFile.Agreement agreement ->
              Digests.name(GrantRecord.decode(agreement.encoding()).hashAlgorithm());
          case EvidenceFile.TokenUse _ -> "SHA-256";
        };
    return List.of(
        MessageDigest.isEqual(file.signature().hash(), hash(document, digest))
            ? Finding.ok(document + " is the document that was to be signed")
            : Finding.broken(document + " is another document"));
  }

  private static byte[] hash(Path document, String algorithm) throws IOException {
    MessageDigest digest = Digests.of(algorithm);
    try (InputStream in = Files.newInputStream(document)) {
      byte[] block = new byte[65_536];
      for (int read = in.read(block); read >= 0; read = in.read(block)) {
        digest.update(block, 0, read);
      }
    }
    return digest.digest();
  }

  private static String text(Path file) throws IOException {
    if (Files.size(file) > LONGEST) {
      throw new IllegalArgumentException(file + " is too large for an evidence file");
    }
    return Files.readString(file);
  }

  private static Set<X509Certificate> certificates(Path pem)
      throws IOException, CertificateException {
    Set<X509Certificate> found = new HashSet<>();
    try (InputStream in = Files.newInputStream(pem)) {
      for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        found.add((X509Certificate) certificate);
      }
    }
    if (found.isEmpty()) {
      throw new IllegalArgumentException(pem + " holds no certificate");
    }
    return found;
  }

  private static Set<Hash> roots(Path file) throws IOException {
    Set<Hash> found = new HashSet<>();
    for (String line : Files.readAllLines(file)) {
      SealedRoot.parse(line).ifPresent(sealed -> found.add(sealed.root()));
    }
    if (found.isEmpty()) {
      throw new IllegalArgumentException(file + " holds no roots");
    }
    return found;
  }
}
