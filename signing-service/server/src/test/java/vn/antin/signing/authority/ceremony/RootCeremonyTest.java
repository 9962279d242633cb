package vn.antin.signing.authority.ceremony;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.antin.signing.Peer;
import vn.antin.signing.token.ceremony.SignedRecord;

/** A root that no operator has alone. */
final class RootCeremonyTest {
  private static final String SUBJECT = "C=VN,O=UBND tỉnh Lạng Sơn,CN=Gốc";

  @TempDir Path folder;
  private TestCeremony ceremony;

  @BeforeEach
  void begin() throws IOException {
    ceremony = new TestCeremony("http://ca.langson.example.vn");
  }

  private TestCeremony.Outcome founded() {
    var founded = ceremony.init(SUBJECT);
    assertThat(founded.exit()).as(founded.said()).isZero();
    return founded;
  }

  private String request() {
    return request("/C=VN/O=UBND/CN=Issuing");
  }

  private String request(String subject) {
    Peer.need("openssl", "openssl");
    var request = folder.resolve("issuing.csr");
    var said =
        Peer.run(
            "openssl",
            "req",
            "-new",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:P-384",
            "-nodes",
            "-keyout",
            folder.resolve("issuing.key").toString(),
            "-subj",
            subject,
            "-utf8",
            "-out",
            request.toString());
    assertThat(said.exit()).as(said.text()).isZero();
    return request.toString();
  }

  private TestCeremony.Outcome sign(String request) {
    var out = folder.resolve("issuing.crt").toString();
    return ceremony.run("sign-request", "--request", request, "--out", out);
  }

  private PublicKey rootKey() throws Exception {
    return CertificateFactory.getInstance("X.509")
        .generateCertificate(
            new ByteArrayInputStream(ceremony.read("root.pem").getBytes(StandardCharsets.US_ASCII)))
        .getPublicKey();
  }

  /** Every file below the folder with its bytes. */
  private Map<String, String> files() throws IOException {
    var files = new TreeMap<String, String>();
    try (var tree = Files.walk(ceremony.folder)) {
      for (var each : tree.filter(Files::isRegularFile).toList()) {
        files.put(
            ceremony.folder.relativize(each).toString(),
            new String(Files.readAllBytes(each), StandardCharsets.ISO_8859_1));
      }
    }
    return files;
  }

  private List<Path> siblings() throws IOException {
    try (var there = Files.list(ceremony.folder.resolveSibling("."))) {
      return there.map(Path::normalize).toList();
    }
  }

  @Test
  void anyTwoOfThreeOperatorsSignAndOpensslVerifiesAll() throws Exception {
    var root = ceremony.folder.resolve("root.pem").toString();
    var list = ceremony.folder.resolve("root.crl.pem").toString();
    var founded = founded();
    assertThat(SignedRecord.text(founded.said(), rootKey()).orElseThrow())
        .contains("deed: root made", "any 2 of 3 shares", "EC secp384r1, SHA384withECDSA")
        .contains("share 1: Nguyễn Thị Số 1, commitment ", "share 3: Nguyễn Thị Số 3, commitment ");

    var signed = sign(request());

    assertThat(signed.exit()).as(signed.said()).isZero();
    var issuing = folder.resolve("issuing.crt").toString();
    var record = SignedRecord.text(signed.said(), rootKey()).orElseThrow();
    assertThat(record)
        .contains("deed: authority signed", "share 2: Nguyễn Thị Số 2", "share 3: Nguyễn Thị Số 3")
        .doesNotContain("share 1:");
    assertThat(signed.said()).as("told before shares are asked for").contains("SHA-256: ");
    for (var command :
        List.of(
            List.of("verify", "-x509_strict", "-CAfile", root, root),
            List.of("crl", "-noout", "-in", list, "-CAfile", root),
            List.of(
                "verify",
                "-x509_strict",
                "-crl_check",
                "-CRLfile",
                list,
                "-CAfile",
                root,
                issuing))) {
      var said = openssl(command);
      assertThat(said.exit()).as(said.text()).isZero();
    }
    opensslChecksTheRecord(signed.said(), record, root);

    var serial = openssl(List.of("x509", "-noout", "-serial", "-in", issuing)).text().strip();
    var revoked =
        ceremony.run("revoke", "--serial", serial.replace("serial=", ""), "--reason", "4");
    assertThat(revoked.exit()).as(revoked.said()).isZero();
    var entry = "new entry: " + ceremony.read("revoked").strip();
    assertThat(revoked.said().split("Share 1, in one line", 2)[0])
        .as("told before shares are asked for")
        .contains("number 2, entries: 1\n" + entry);
    assertThat(SignedRecord.text(revoked.said(), rootKey()).orElseThrow())
        .contains("deed: list 2 made, 1 entries", entry + "\n");
    nothingOfTheLastListMayBeMissing();
    assertThat(
            openssl(List.of("verify", "-crl_check", "-CRLfile", list, "-CAfile", root, issuing))
                .text())
        .contains("certificate revoked");
    assertThat(ceremony.read("record.txt"))
        .contains("list 2", "opened by share 2: Nguyễn Thị Số 2")
        .doesNotContain("antin-share");
  }

  private void nothingOfTheLastListMayBeMissing() throws Exception {
    var line = ceremony.read("revoked");
    var first = ceremony.read("root.crl.pem");
    for (var changed :
        Map.of(
                "",
                "lacks " + line.strip() + ", which list 2 has",
                line.replace(" 4 ", " 5 "),
                "lacks " + line.strip(),
                line + "x\u001b[2J\n",
                "has a line that is no entry")
            .entrySet()) {
      refusedWith("revoked", changed.getKey(), changed.getValue());
    }
    var other = new TestCeremony("http://ca.langson.example.vn");
    assertThat(other.init(SUBJECT).exit()).isZero();
    refusedWith("root.crl.pem", other.read("root.crl.pem"), "is not signed by this root");
    assertThat(ceremony.run("crl").said()).contains("number 3, entries: 1\nentry: " + line);
    refusedWith("root.crl.pem", first, "is list 2, but list 3 was made");
    Files.delete(ceremony.folder.resolve("root.crl.pem"));
    assertThat(ceremony.run("crl").said()).contains("the last list, is missing");
    Files.writeString(ceremony.folder.resolve("root.crl.pem"), first);
  }

  private void refusedWith(String file, String text, String why) throws IOException {
    var before = ceremony.read(file);
    Files.writeString(ceremony.folder.resolve(file), text);
    var files = files();
    var refused = ceremony.run("crl");
    assertThat(refused.exit()).as(refused.said()).isOne();
    assertThat(refused.said()).contains(why).doesNotContain("Share 1", "\u001b");
    assertThat(files()).isEqualTo(files);
    Files.writeString(ceremony.folder.resolve(file), before);
  }

  @Test
  void aSubjectThatDoesNotShowAsANameReachesNeitherTerminalNorRecord() throws Exception {
    founded();
    var before = files();
    for (var subject :
        List.of(
            "CN=A\u001b[1A\u001b[2K",
            "CN=A\nIts public key, SHA-256: 00",
            "CN=A\u202eB",
            "CN=" + "A".repeat(64) + ("/OU=" + "B".repeat(64)).repeat(20))) {
      var refused = sign(request("/C=VN/" + subject));
      assertThat(refused.exit()).as(refused.said()).isOne();
      assertThat(refused.said())
          .contains("the subject ")
          .doesNotContain("Request of", "\u001b", "Share 1");
      assertThat(files()).isEqualTo(before);
    }
  }

  private static Peer.Said openssl(List<String> arguments) {
    var all = new ArrayList<>(List.of("openssl"));
    all.addAll(arguments);
    return Peer.run(all.toArray(String[]::new));
  }

  private void opensslChecksTheRecord(String said, String text, String root) throws IOException {
    var key = folder.resolve("root.pub");
    var value = folder.resolve("value");
    Files.writeString(key, openssl(List.of("x509", "-in", root, "-noout", "-pubkey")).text());
    Files.write(
        value,
        Base64.getMimeDecoder()
            .decode(
                said.replaceAll(
                    "(?s).*-----BEGIN SIGNATURE-----\n(.*)-----END SIGNATURE.*", "$1")));
    var checked =
        openssl(
            List.of(
                "dgst",
                "-sha256",
                "-verify",
                key.toString(),
                "-signature",
                value.toString(),
                Files.writeString(folder.resolve("text"), text).toString()));
    assertThat(checked.text()).contains("Verified OK");
  }

  @Test
  void sharesThatDoNotFitOpenNothingAndChangeNothing() throws Exception {
    var other = new TestCeremony("http://ca.langson.example.vn");
    assertThat(other.init(SUBJECT).exit()).isZero();
    founded();
    var mine = ceremony.shares();
    var before = files();
    for (var typed :
        Map.of(
                "of another ceremony", List.of(other.shares().get(0), other.shares().get(1)),
                "was entered before", List.of(mine.get(0), mine.get(0)),
                "there are not enough shares: 1 of 2", List.of(mine.get(2)),
                "begins with antin-share", List.of("mot hai ba bon nam sau"),
                "its check differs", List.of(mine.get(1).replaceFirst("[0-9a-f]{8}$", "00000000")))
            .entrySet()) {
      for (var command : List.of("crl", "share-anew")) {
        var outcome =
            ceremony.run(
                operators -> {
                  operators.shares.clear();
                  operators.typed.addAll(typed.getValue());
                },
                command.equals("crl")
                    ? new String[] {"crl"}
                    : new String[] {"share-anew", "--threshold", "2", "--shares", "2"});
        assertThat(outcome.exit()).as(outcome.said()).isOne();
        assertThat(outcome.said())
            .contains(typed.getKey())
            .contains("antin authority: the input ended: there are not enough shares");
        assertThat(files()).isEqualTo(before);
      }
    }
  }

  @Test
  void aCeremonyThatIsInterruptedLeavesNothing() throws Exception {
    for (int lines = 0; lines < 9; lines++) {
      var until = lines;
      var outcome =
          ceremony.run(
              operators -> operators.lines = until,
              "init-root",
              "--subject",
              SUBJECT,
              "--threshold",
              "2",
              "--shares",
              "3");
      assertThat(outcome.exit()).as("after %d lines", lines).isOne();
      assertThat(outcome.said()).contains("not every share was shown");
      assertThat(siblings()).isEmpty();
    }
    var left = ceremony.folder.resolveSibling(".root.unfinished-123");
    Files.createDirectories(left.resolve("records"));
    Files.writeString(left.resolve("records/0001.txt"), "the machine stopped");
    founded();
    assertThat(siblings()).containsExactly(ceremony.folder);
    var before = files();
    assertThat(ceremony.init(SUBJECT).said()).contains("has a root already");
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void aFolderWithSomethingInItIsNotTaken() throws Exception {
    Files.createDirectories(ceremony.folder);
    founded();
    var full = new TestCeremony("http://ca.langson.example.vn");
    Files.createDirectories(full.folder);
    Files.writeString(full.folder.resolve("letter.txt"), "x");
    var refused = full.init(SUBJECT);
    assertThat(refused.exit()).isOne();
    assertThat(refused.said()).contains("is not empty").doesNotContain("antin-share");
  }

  @Test
  void whatLiesInTheFolderHasNeitherTheKeyNorAShare() throws Exception {
    var founded = founded();
    assertThat(sign(request()).exit()).isZero();
    for (var file : files().entrySet()) {
      for (var share : ceremony.shares()) {
        assertThat(file.getValue()).as(file.getKey()).doesNotContain(share.split(" ", -1)[4]);
      }
      assertThat(file.getValue().replace("ENCRYPTED PRIVATE KEY", ""))
          .as(file.getKey())
          .doesNotContain("PRIVATE KEY", "antin-share");
    }
    assertThat(Files.getPosixFilePermissions(ceremony.folder.resolve("root.key"))).hasSize(2);
    assertThat(Files.getPosixFilePermissions(ceremony.folder)).hasSize(3);
    for (var share : ceremony.shares()) {
      assertThat(founded.said().split(share, -1)).as("shown once").hasSize(2);
    }
  }

  @Test
  void newOperatorsEndTheSharesOfTheOldOnes() throws Exception {
    founded();
    var old = ceremony.shares();
    var anew = ceremony.run("share-anew", "--threshold", "3", "--shares", "3");
    assertThat(anew.exit()).as(anew.said()).isZero();
    assertThat(SignedRecord.text(anew.said(), rootKey()).orElseThrow())
        .contains("deed: key shared anew", "any 3 of 3 shares");
    assertThat(anew.said().split("Now the new shares open it once", 2)[1])
        .contains("Share 3, in one line", "root.key no more");
    assertThat(files()).doesNotContainKey("root.key.before");

    var refused =
        ceremony.run(
            operators -> {
              operators.shares.clear();
              operators.typed.addAll(old);
            },
            "crl");

    assertThat(refused.exit()).isOne();
    assertThat(refused.said()).contains("of another ceremony");
    var list = ceremony.run("crl");
    assertThat(list.exit()).as(list.said()).isZero();
  }

  @Test
  void theKeyOfBeforeStaysUntilNewSharesHaveOpenedTheNewOne() throws Exception {
    founded();
    var key = ceremony.read("root.key");
    var seen = new ArrayList<TestOperators>();
    var interrupted =
        ceremony.run(
            operators -> {
              operators.lines = 2 + 3 * 3;
              seen.add(operators);
            },
            "share-anew",
            "--threshold",
            "3",
            "--shares",
            "3");
    assertThat(interrupted.exit()).as(interrupted.said()).isOne();
    assertThat(interrupted.said()).doesNotContain("root.key no more");
    assertThat(ceremony.read("root.key.before")).isEqualTo(key);
    assertThat(Files.getPosixFilePermissions(ceremony.folder.resolve("root.key.before")))
        .hasSize(2);

    var list =
        ceremony.run(
            operators -> {
              operators.shares.clear();
              operators.shares.addAll(seen.getFirst().shares.subList(3, 6));
            },
            "crl");

    assertThat(list.exit()).as(list.said()).isZero();
    assertThat(files()).doesNotContainKey("root.key.before");
  }

  @Test
  void aRecordThatWasChangedIsNotBelieved() throws Exception {
    founded();
    var key = ceremony.folder.resolve("root.key");
    Files.writeString(key, Files.readString(key).replace("Nguyễn Thị Số 1", "Nguyễn Thị Khác"));
    var refused = ceremony.run("crl");
    assertThat(refused.exit()).isOne();
    assertThat(refused.said()).contains("is not signed by this root: the folder was changed");
  }

  @Test
  void thresholdsThatMakeNoSenseAreRefusedBeforeAnybodySeesAShare() {
    for (var wrong : List.of("1 3", "4 3", "2 21", "two 3")) {
      var numbers = wrong.split(" ", -1);
      var outcome =
          ceremony.run(
              "init-root", "--subject", SUBJECT, "--threshold", numbers[0], "--shares", numbers[1]);
      assertThat(outcome.exit()).isEqualTo(2);
      assertThat(outcome.said()).doesNotContain("antin-share ");
      assertThat(Files.exists(ceremony.folder)).isFalse();
    }
    assertThat(ceremony.run("crl", "--passphrase-file", "x").said())
        .contains("there is no option --passphrase-file");
  }
}
