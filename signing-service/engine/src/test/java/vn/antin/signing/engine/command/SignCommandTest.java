package vn.antin.signing.engine.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.antin.signing.engine.TestAuthority;
import vn.antin.signing.engine.TestAuthority.Service;
import vn.antin.signing.engine.TestSigner;
import vn.antin.signing.engine.Tools;
import vn.antin.signing.engine.command.CommandFolder.Run;
import vn.antin.signing.engine.validation.SignatureReport;
import vn.antin.signing.engine.validation.SignatureReport.Verdict;
import vn.antin.signing.engine.validation.SignedFile;
import vn.antin.signing.engine.validation.Validation;
import vn.antin.signing.engine.validation.Validator;
import vn.antin.signing.engine.validation.trust.TrustDomain;
import vn.antin.signing.engine.validation.trust.TrustDomains;

final class SignCommandTest {

  @TempDir private Path root;
  private CommandFolder folder;

  @BeforeEach
  void make() {
    folder = new CommandFolder(root, TestSigner.rsa());
  }

  @Test
  void everyFileIsSignedUnderItsOwnName() throws Exception {
    List<Path> files = new ArrayList<>();
    int count = Boolean.getBoolean("antin.long") ? 2000 : 40;
    for (int i = 0; i < count; i++) {
      files.add(folder.pdf("in/van ban " + i + ".pdf"));
    }
    Run run = folder.sign(files.toArray());
    assertThat(run.exit()).as(run.text() + run.complaints()).isZero();
    assertThat(run.lines()).hasSize(count).allMatch(line -> line.startsWith("done "));
    assertThat(folder.names()).hasSize(count);
    assertThat(verdict(folder.out.resolve("van ban 7.pdf"))).isEqualTo(Verdict.VALID);
  }

  @Test
  void refusedFileIsNamedAndTheOthersAreDone() throws Exception {
    Path good = folder.pdf("good.pdf");
    Path broken = folder.file("broken.pdf", "%PDF-1.4 and nothing else");
    Path empty = folder.file("empty.pdf", "");
    Path below = Files.createDirectories(root.resolve("below"));
    Run run = folder.sign(good, broken, empty, below, root.resolve("missing.pdf"));
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.lines()).hasSize(5);
    assertThat(run.text())
        .contains("done     " + good)
        .contains("refused  " + broken + ": too damaged")
        .contains("empty.pdf: the file is empty")
        .contains("below: is a folder")
        .contains("missing.pdf: there is no such file");
    assertThat(folder.names()).containsExactly("good.pdf");
  }

  @Test
  void keyAndItsPasswordAreNotSigned() {
    Path file = folder.file("a.txt", "x");
    Run run = folder.sign(folder.keystore, root.resolve(".").resolve("password"), file);
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.text()).contains("key.p12: holds the key").contains("password: holds the key");
    assertThat(folder.names()).containsExactly("a.txt.asice");
  }

  @Test
  void outputFolderMustBeOne() {
    Path file = folder.pdf("x.pdf");
    Run run = folder.sign("--out", file, file);
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.complaints()).contains("x.pdf is a file, not a folder");
  }

  @Test
  void whatCameToBeThereMeanwhileIsNotReplaced() throws Exception {
    Path file = folder.pdf("x.pdf");
    try (Outputs outputs =
        new Outputs(folder.out, Outputs.Existing.REFUSE, List.of(file), Words.of(Locale.ENGLISH))) {
      Path target = outputs.target("x.pdf");
      assertThat(outputs.objection(file, target)).isNull();
      assertThatThrownBy(() ->
              outputs.put(
                  target,
                  out -> {
                    Files.writeString(target, "somebody else's");
                    out.write('x');
                    return true;
                  }))
          .isInstanceOf(FileAlreadyExistsException.class);
      assertThat(target).hasContent("somebody else's");
      assertThat(folder.names()).containsExactly("x.pdf");
    }
  }

  @Test
  void pipeIsNotWaitedFor() throws Exception {
    Path pipe = root.resolve("pipe.pdf");
    Tools.need("mkfifo", "coreutils");
    assertThat(Tools.run("mkfifo", pipe.toString()).exit()).isZero();

    assertThat(folder.sign(pipe).text()).contains("pipe.pdf: is no ordinary file");
    assertThat(CommandFolder.run("validate", pipe).text()).contains("is no ordinary file");
  }

  @Test
  void sameNameFromTwoFoldersIsSaidBeforeAnythingIsDone() {
    Run run = folder.sign(folder.pdf("a/x.pdf"), folder.pdf("b/x.pdf"));
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.complaints()).contains("a/x.pdf").contains("b/x.pdf");
    assertThat(folder.out).doesNotExist();
  }

  @Test
  void whatIsThereIsReplacedOnlyWhenAskedTo() throws Exception {
    Path file = folder.pdf("x.pdf");
    Path other = folder.pdf("y.pdf");
    Files.createDirectories(folder.out);
    Files.writeString(folder.out.resolve("x.pdf"), "mine");

    Run run = folder.sign(file, other);
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.text()).contains("x.pdf is there already; --overwrite").contains("done     ");
    assertThat(folder.out.resolve("x.pdf")).hasContent("mine");

    run = folder.sign("--skip-existing", file, other);
    assertThat(run.exit()).isZero();
    assertThat(run.lines()).hasSize(2).allMatch(line -> line.startsWith("kept "));
    assertThat(folder.out.resolve("x.pdf")).hasContent("mine");

    assertThat(folder.sign("--overwrite", file, other).exit()).isZero();
    assertThat(verdict(folder.out.resolve("x.pdf"))).isEqualTo(Verdict.VALID);
    assertThat(folder.names()).containsExactly("x.pdf", "y.pdf");
  }

  @Test
  void signedFileMayBeReadByWhomNewFilesMay() throws Exception {
    Path file = folder.pdf("x.pdf");
    assertThat(folder.sign(file).exit()).isZero();
    assertThat(Files.getPosixFilePermissions(folder.out.resolve("x.pdf")))
        .isEqualTo(Files.getPosixFilePermissions(folder.file("new", "")));
  }

  @Test
  void inputIsNeverReplaced() {
    Path file = folder.pdf("signed/x.pdf");
    Run run = folder.sign("--overwrite", file);
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.text()).contains("choose another --out");
    assertThat(CommandFolder.run("validate", file).text()).contains("not signed");
  }

  @Test
  void passwordThatOthersMayReadIsNotTaken() throws Exception {
    Path file = folder.pdf("x.pdf");
    Files.setPosixFilePermissions(folder.password, PosixFilePermissions.fromString("rw-r--r--"));
    Run run = folder.sign(file);
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.complaints()).contains("such a password is not taken").hasLineCount(1);
    Files.setPosixFilePermissions(folder.password, PosixFilePermissions.fromString("rw-r-----"));
    run = folder.sign(file);
    assertThat(run.exit()).isZero();
    assertThat(run.complaints()).contains("Warning");
  }

  @Test
  void wrongPasswordIsSaid() throws Exception {
    Files.writeString(folder.password, "wrong\n");
    Run run = folder.sign(folder.pdf("x.pdf"));
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.complaints()).contains("does not open").doesNotContain("wrong");
  }

  @Test
  void listOfFilesMayComeFromAFile() throws Exception {
    Path list =
        Files.write(
            root.resolve("list"),
            List.of(folder.pdf("a.pdf").toString(), folder.pdf("b.pdf").toString()));
    assertThat(folder.sign("--files-from", list).exit()).isZero();
    assertThat(folder.names()).containsExactly("a.pdf", "b.pdf");
  }

  @Test
  void wrongCallIsOneSentence() {
    Path file = folder.pdf("x.pdf");
    assertThat(folder.sign("--colour", "red", file).complaints()).contains("--colour");
    assertThat(folder.sign("--level", "B-X", file).complaints()).contains("B-LTA");
    assertThat(folder.sign("--level", "B-T", file).complaints()).contains("--tsa");
    assertThat(folder.sign("--tsa", "ftp://x", file).complaints()).contains("ftp://x");
    assertThat(folder.sign("--profile", "seal", file).complaints()).contains("--image");
    assertThat(folder.sign("--algorithm", "ECDSA-SHA256", file).complaints())
        .contains("does not do");
    assertThat(folder.sign("--key", "other", file).complaints())
        .contains("holds no key other; it holds key-1");
    assertThat(folder.sign("--format", "doc", file).complaints()).contains("asic-e");
    assertThat(folder.sign("--tsa", "https://tsa.example", file).complaints())
        .contains("--level B-T");
    assertThat(folder.sign("--role", " ", file).complaints()).contains("1 to 1000");
    assertThat(
            folder
                .sign("--format", "xades", "--profile", "annex", "--number", "1", file)
                .complaints())
        .contains("only a PDF");
    assertThat(folder.sign().complaints()).contains("at least one file");
    assertThat(CommandFolder.run("sign", file).complaints()).contains("--keystore");
    assertThat(folder.names()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"B-LT", "B-LTA"})
  void levelIsReachedWithTimeStampsAndProofs(String level) throws Exception {
    try (TestAuthority authority = TestAuthority.start(InstantSource.system())) {
      CommandFolder official = official(authority);
      Object[] call = {
        "--level", level, "--tsa", authority.address(Service.TSA), official.pdf("x.pdf")
      };
      Run run = official.sign(call);
      assertThat(run.exit()).as("a certificate must not lead to the inner host").isEqualTo(1);
      assertThat(run.complaints()).contains("127.0.0.1");
      run = official.sign(with("--allow-host", "127.0.0.1", call));
      assertThat(run.exit()).as(run.text() + run.complaints()).isZero();
      assertThat(level(official.out.resolve("x.pdf"), authority.root()))
          .endsWith(level.substring(2));
    }
  }

  @Test
  void withoutATimeStampNothingIsWrittenAndWhyIsSaid() throws Exception {
    try (TestAuthority authority = TestAuthority.start(InstantSource.system())) {
      CommandFolder official = official(authority);
      authority.fail(Service.TSA);
      Run run =
          official.sign(
              "--level", "B-T", "--tsa", authority.address(Service.TSA), official.pdf("y.pdf"));
      assertThat(run.exit()).isEqualTo(1);
      assertThat(run.text()).contains("no time-stamp server");
      assertThat(run.complaints()).contains("Warning: http://127.0.0.1").contains("500");
      assertThat(official.names()).isEmpty();
    }
  }

  @Test
  void timeStampServerMustLeadToWhomItIsToldToTrust() throws Exception {
    try (TestAuthority authority = TestAuthority.start(InstantSource.system())) {
      CommandFolder official = official(authority);
      Path trusted = official.file("tsa.cer", authority.root().getEncoded());
      Path others = Files.createDirectories(root.resolve("others"));
      Files.write(others.resolve("root.cer"), TestSigner.ROOT.getEncoded());
      Object[] call = {
        "--level", "B-T", "--tsa", authority.address(Service.TSA), official.pdf("x.pdf")
      };

      Run run = official.sign(with("--tsa-trust", others, call));
      assertThat(run.exit()).isEqualTo(1);
      assertThat(run.text()).contains("no time-stamp server gave a time-stamp that holds");
      assertThat(run.complaints())
          .contains("leads to none of its anchors")
          .doesNotContain("believed");
      assertThat(official.names()).isEmpty();

      run = official.sign(with("--tsa-trust", trusted, call));
      assertThat(run.exit()).as(run.text() + run.complaints()).isZero();

      Files.delete(official.out.resolve("x.pdf"));
      run = official.sign(call);
      assertThat(run.exit()).isZero();
      assertThat(run.complaints()).contains("any time-stamp server").contains("--tsa-trust");

      Path nobody = Files.createDirectories(root.resolve("nobody"));
      run = official.sign(with("--tsa-trust", nobody, call));
      assertThat(run.exit()).isEqualTo(2);
      assertThat(run.complaints()).contains("holds no certificates");
    }
  }

  @Test
  void personalSignatureStandsBetweenTitleAndNameAndTheSealOverIt() throws Exception {
    Path file =
        folder.pdf(
            "decision.pdf", Map.of(700, "QUYET DINH", 300, "CHU TICH", 180, "Nguyen Van An"));
    Object[] leader = {
      "--profile",
      "personal",
      "--image",
      folder.image(),
      "--title",
      "Chu tich",
      "--full-name",
      "Nguyen Van An",
      file
    };
    Run run = folder.sign(leader);
    assertThat(run.exit()).as(run.text() + run.complaints()).isZero();
    assertThat(run.complaints()).isEmpty();
    PDRectangle signature = widgets(folder.out.resolve("decision.pdf")).getLast();
    assertThat(signature.getLowerLeftY()).isGreaterThan(180);
    assertThat(signature.getUpperRightY()).isLessThan(300);

    Path sealed = Files.createDirectories(root.resolve("sealed"));
    run =
        folder.sign(
            "--out",
            sealed,
            "--profile",
            "seal",
            "--image",
            folder.image(),
            "--width",
            "36",
            folder.out.resolve("decision.pdf"));
    assertThat(run.exit()).as(run.text() + run.complaints()).isZero();
    assertThat(run.complaints()).as("the leader's signature is meant to be covered").isEmpty();
    PDRectangle seal = widgets(sealed.resolve("decision.pdf")).getLast();
    float third = signature.getLowerLeftX() + signature.getWidth() / 3;
    assertThat(seal.getUpperRightX()).isCloseTo(third, within(1f));
    run = folder.validate(sealed.resolve("decision.pdf"));
    assertThat(run.exit()).as(run.text()).isZero();

    run = folder.sign("--profile", "seal", "--image", folder.image(), folder.pdf("bare.pdf"));
    assertThat(run.text()).contains("no visible signature to stand over");
    leader[leader.length - 1] = folder.pdf("bare.pdf");
    run = folder.sign(leader);
    assertThat(run.text()).contains("this text is not in the document");
  }

  @Test
  void whatASignatureCoversIsSaid() {
    Path file = folder.pdf("x.pdf", Map.of(700, "Cong hoa xa hoi chu nghia Viet Nam"));
    Run run =
        folder.sign("--profile", "personal", "--image", folder.image(), "--at", "1,115,40", file);
    assertThat(run.exit()).as(run.text() + run.complaints()).isZero();
    assertThat(run.complaints())
        .contains("warning  " + file + ": the signature covers text: Cong hoa");

    Path signed = folder.out.resolve("x.pdf");
    run =
        folder.sign(
            "--out",
            root.resolve("again"),
            "--profile",
            "personal",
            "--image",
            folder.image(),
            "--at",
            "1,130,45",
            signed);
    assertThat(run.exit()).isZero();
    assertThat(run.complaints()).contains("covers a field or a note");
  }

  @Test
  void profilesOfTheDecreeAreShown() throws Exception {
    Path image = folder.image();
    List<List<String>> profiles =
        List.of(
            List.of("personal", "--image", image.toString(), "--at", "1,100,200"),
            List.of("seal", "--image", image.toString(), "--at", "-1,80,200"),
            List.of("annex", "--number", "12/QĐ-UBND"),
            List.of("copy", "--agency", "UBND xã", "--copy-kind", "trich-sao"));
    for (List<String> profile : profiles) {
      Path file = folder.pdf(profile.getFirst() + ".pdf");
      List<Object> arguments = new ArrayList<>(List.of("--profile"));
      arguments.addAll(profile);
      arguments.add(file);
      Run run = folder.sign(arguments.toArray());
      assertThat(run.exit()).as(run.text() + run.complaints()).isZero();
      assertThat(verdict(folder.out.resolve(profile.getFirst() + ".pdf"))).isEqualTo(Verdict.VALID);
    }
    Path text = Files.writeString(root.resolve("text.png"), "no picture");
    assertThat(folder.sign("--profile", "seal", "--image", text, folder.pdf("x.pdf")).complaints())
        .contains("no picture that can be used");
  }

  @Test
  void helpIsShownForTheAsking() {
    Run run = CommandFolder.run("sign", "--help");
    assertThat(run.exit()).isZero();
    assertThat(run.text()).startsWith("Usage: ./antin sign").contains("\n  --tsa URL  ");
    assertThat(run.text().lines()).hasSizeGreaterThan(20);
  }

  private CommandFolder official(TestAuthority authority) throws Exception {
    return new CommandFolder(
        Files.createDirectories(root.resolve("official")), authority.signer(TestSigner.rsa()));
  }

  private static Object[] with(Object option, Object value, Object... rest) {
    return Stream.concat(Stream.of(option, value), Stream.of(rest)).toArray();
  }

  private static List<PDRectangle> widgets(Path file) throws Exception {
    try (PDDocument document = Loader.loadPDF(file.toFile())) {
      List<PDRectangle> widgets = new ArrayList<>();
      for (PDAnnotation annotation : document.getPage(0).getAnnotations()) {
        widgets.add(annotation.getRectangle());
      }
      return widgets;
    }
  }

  private static Verdict verdict(Path file) throws Exception {
    return report(file, TestSigner.ROOT).verdict();
  }

  private static String level(Path file, X509Certificate anchor) throws Exception {
    return report(file, anchor).level();
  }

  private static SignatureReport report(Path file, X509Certificate anchor) throws Exception {
    Validator validator =
        new Validator(
            TrustDomains.of(TrustDomain.of("test", List.of(anchor))), InstantSource.system());
    Validation validation = validator.validate(SignedFile.of("x", Files.readAllBytes(file)));
    assertThat(validation).isInstanceOf(Validation.Report.class);
    return ((Validation.Report) validation).signatures().getFirst();
  }
}
