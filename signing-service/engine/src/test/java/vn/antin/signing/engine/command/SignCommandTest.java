package vn.antin.signing.engine.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.antin.signing.engine.TestAuthority;
import vn.antin.signing.engine.TestAuthority.Service;
import vn.antin.signing.engine.TestSigner;
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
    Path text = Files.writeString(root.resolve("text.pdf"), "no PDF at all");
    Run run = folder.sign(good, text, root.resolve("missing.pdf"));
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.lines()).hasSize(3);
    assertThat(run.text())
        .contains("done     " + good)
        .contains("refused  " + text + ": no document of a format")
        .contains("missing.pdf: there is no such file");
    assertThat(folder.names()).containsExactly("good.pdf");
  }

  @Test
  void sameNameFromTwoFoldersIsSaidBeforeAnythingIsDone() {
    Run run = folder.sign(folder.pdf("a/x.pdf"), folder.pdf("b/x.pdf"));
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.complaints()).contains("a/x.pdf").contains("b/x.pdf");
    assertThat(folder.out).doesNotExist();
  }

  @Test
  void whatIsThereIsReplacedOnlyWhenForced() throws Exception {
    Path file = folder.pdf("x.pdf");
    Files.createDirectories(folder.out);
    Files.writeString(folder.out.resolve("x.pdf"), "mine");
    assertThat(folder.sign(file).exit()).isEqualTo(2);
    assertThat(folder.out.resolve("x.pdf")).hasContent("mine");
    assertThat(folder.sign("--force", file).exit()).isZero();
    assertThat(verdict(folder.out.resolve("x.pdf"))).isEqualTo(Verdict.VALID);
  }

  @Test
  void inputIsNeverReplaced() {
    Path file = folder.pdf("signed/x.pdf");
    Run run = folder.sign("--force", file);
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.complaints()).contains("choose another --out");
  }

  @Test
  void passwordThatOthersMayReadIsNotTaken() throws Exception {
    Path file = folder.pdf("x.pdf");
    Files.setPosixFilePermissions(folder.password, PosixFilePermissions.fromString("rw-r--r--"));
    Run run = folder.sign(file);
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.complaints()).contains("Warning").contains("chmod 600");
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
    assertThat(run.complaints()).contains("does not open").doesNotContain("wrong\n");
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
    assertThat(folder.sign("--key", "other", file).complaints()).contains("other");
    assertThat(folder.sign().complaints()).contains("at least one file");
    assertThat(CommandFolder.run("sign", file).complaints()).contains("--keystore");
    assertThat(folder.names()).isEmpty();
  }

  @Test
  void levelIsReachedWithTimeStampsAndProofs() throws Exception {
    try (TestAuthority authority = TestAuthority.start(InstantSource.system())) {
      CommandFolder official =
          new CommandFolder(
              Files.createDirectories(root.resolve("official")),
              authority.signer(TestSigner.rsa()));
      Run run =
          official.sign(
              "--level", "B-LT", "--tsa", authority.address(Service.TSA), official.pdf("x.pdf"));
      assertThat(run.exit()).as("a certificate must not lead to the inner host").isEqualTo(1);
      run =
          official.sign(
              "--level",
              "B-LT",
              "--allow-host",
              "127.0.0.1",
              "--tsa",
              authority.address(Service.TSA),
              official.pdf("x.pdf"));
      assertThat(run.exit()).as(run.text() + run.complaints()).isZero();
      assertThat(level(official.out.resolve("x.pdf"), authority.root())).contains("LT");
      authority.fail(Service.TSA);
      run =
          official.sign(
              "--level", "B-T", "--tsa", authority.address(Service.TSA), official.pdf("y.pdf"));
      assertThat(run.exit()).isEqualTo(1);
      assertThat(run.text()).contains("no time-stamp server");
      assertThat(official.names()).containsExactly("x.pdf");
    }
  }

  @Test
  void profilesOfTheDecreeAreShown() throws Exception {
    Path image = root.resolve("signature.png");
    ImageIO.write(new BufferedImage(80, 40, BufferedImage.TYPE_INT_ARGB), "png", image.toFile());
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
    assertThat(run.text()).startsWith("Usage: ./antin sign").contains("--tsa URL");
    assertThat(run.text().lines()).hasSizeGreaterThan(20);
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
