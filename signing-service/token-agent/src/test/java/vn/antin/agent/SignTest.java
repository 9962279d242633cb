package vn.antin.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.antin.signing.token.Pkcs11Library;
import vn.antin.signing.token.SigningAlgorithm;
import vn.antin.signing.token.TokenSecret;

/** Signing with tokens of SoftHSM, for servers of several minds. */
final class SignTest {

  private static final InstantSource TIME = InstantSource.system();

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private TestJobServer server;

  @TempDir Path folder;

  @BeforeAll
  static void tokens() throws Exception {
    TestTokens.prepare();
  }

  @BeforeEach
  void start() throws IOException {
    server = new TestJobServer(folder);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** Says yes, and types one PIN after the other. */
  private static final class Signer implements Person {
    private final Deque<String> pins;
    private final @Nullable String answer;
    final List<String> asked = new ArrayList<>();

    Signer(@Nullable String answer, String... pins) {
      this.answer = answer;
      this.pins = new ArrayDeque<>(List.of(pins));
    }

    @Override
    public @Nullable TokenSecret pin(String question) {
      if (question.contains("\"empty\"")) {
        return null;
      }
      asked.add(question);
      String pin = pins.poll();
      return pin == null ? null : TokenSecret.of(pin.toCharArray());
    }

    @Override
    public @Nullable String line(String question) {
      return answer;
    }
  }

  private int sign(Person person, String... more) throws IOException {
    return signAt(server.link(), server.pinned(), person, more);
  }

  private int signAt(String link, Path servers, Person person, String... more) {
    List<String> words = new ArrayList<>(List.of("sign", "--job", link, "--console"));
    words.addAll(List.of("--library", TestTokens.LIBRARY.toString()));
    words.addAll(List.of("--servers", servers.toString(), "--state", folder + "/own"));
    words.addAll(List.of(more));
    return new Agent(stream(out), stream(err), person, TIME).run(words.toArray(String[]::new));
  }

  private static PrintStream stream(ByteArrayOutputStream target) {
    return new PrintStream(target, true, StandardCharsets.UTF_8);
  }

  private String said() {
    return out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8);
  }

  private static X509Certificate certificate(String token) {
    Pkcs11Library library = Pkcs11Library.load(TestTokens.LIBRARY);
    return library.tokens().stream()
        .filter(each -> each.label().equals(token))
        .flatMap(each -> library.certificates(each, null).stream())
        .findFirst()
        .orElseThrow()
        .certificate();
  }

  /** A job for the official's own token. */
  private TestJobServer job(int documents) {
    return server.job(
        documents, Printing.fingerprint(certificate("official")), "ECDSA_SHA256", TIME.instant());
  }

  @Test
  void fiftyDocumentsAreSignedUnderOnePin() throws Exception {
    TestTokens.need();
    job(50);
    Signer person = new Signer("ký", TestTokens.PIN);

    assertThat(sign(person)).as(said()).isZero();

    assertThat(person.asked).hasSize(1);
    assertThat(server.pulls).isEqualTo(1);
    assertThat(server.values).hasSize(50);
    assertThat(server.ends).isEmpty();
    for (int number = 0; number < 50; number++) {
      assertThat(
              SigningAlgorithm.ECDSA_SHA256.verify(
                  certificate("official").getPublicKey(),
                  server.bytes(number),
                  server.value(number)))
          .isTrue();
    }
    assertThat(said())
        .contains("Nguyễn Văn An", server.url(), "50. Quyết định 49.pdf (2 trang)", "Đã ký 50/50")
        .doesNotContain(TestTokens.PIN, TestJobServer.SECRET);
  }

  @Test
  void keyOfRsaSignsAndAPinFileSparesTheQuestions() throws Exception {
    TestTokens.need();
    server.job(3, Printing.fingerprint(certificate("seal")), "RSA_PKCS1_SHA256", TIME.instant());
    Path pin =
        Files.createFile(
            folder.resolve("pin"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(pin, TestTokens.PIN + "\n");
    Signer nobody = new Signer(null);

    assertThat(sign(nobody, "--yes", "--pin-file", pin.toString())).as(said()).isZero();

    assertThat(nobody.asked).isEmpty();
    assertThat(server.values).hasSize(3);
  }

  @Test
  void jobOfAnotherKeyIsNotBelieved() throws Exception {
    TestTokens.need();
    job(1);
    Path servers = server.pinned();
    server.key = TestJobServer.key();

    assertRefused(servers, "khóa lạ");
  }

  @Test
  void jobThatWasChangedOrIsOfAnotherPlaceOrTimeIsNotBelieved() throws Exception {
    TestTokens.need();
    long now = TIME.instant().getEpochSecond();
    for (List<String> change :
        List.of(
            List.of("iss", "\"https://ky.khac.vn\"", "máy chủ khác"),
            List.of("jti", "\"" + "K".repeat(43) + "\"", "lần ký khác"),
            List.of("exp", Long.toString(now - 1), "hết hạn"),
            List.of("exp", Long.toString(now + 86_400), "Giờ của máy này sai"),
            List.of("iat", Long.toString(now + 3_600), "Giờ của máy này sai"),
            List.of("v", "2", "phiên bản mới hơn"),
            List.of("documents", "[]", "không có văn bản nào"),
            List.of("certificate", "{}", "thiếu mục sha256"))) {
      job(1).with(change.get(0), change.get(1));
      assertRefused(server.pinned(), change.get(2));
    }
  }

  @Test
  void onlySignedAttributesOfTheDocumentAndCertificateAreSigned() throws Exception {
    TestTokens.need();
    byte[] digest = TestJobServer.sha256(new byte[] {1});
    byte[] own = HexFormat.of().parseHex(Printing.fingerprint(certificate("official")));
    byte[] fine = TestJobServer.attributes(digest, own);
    byte[] longer = Arrays.copyOf(fine, fine.length + 1);
    Attribute extra =
        new Attribute(
            PKCSObjectIdentifiers.pkcs_9_at_unstructuredName, new DERSet(new DERUTF8String("x")));
    for (byte[] bytes :
        List.of(
            "antin-usb-token-registration-v1\n".getBytes(StandardCharsets.US_ASCII),
            new byte[0],
            longer,
            TestJobServer.attributes(TestJobServer.sha256(new byte[] {2}), own),
            TestJobServer.attributes(digest, digest),
            TestJobServer.attributes(digest, own, extra))) {
      job(1).document(digest, bytes, "ECDSA_SHA256");
      assertRefused(server.pinned(), "không ký");
    }
    job(1).document(digest, fine, "RSA_PKCS1_SHA256");
    assertThat(sign(new Signer("ký", TestTokens.PIN))).isEqualTo(Agent.UNTRUSTED);
    job(1).document(digest, fine, "ECDSA_SHA256");
    assertThat(sign(new Signer("ký", TestTokens.PIN))).as(said()).isZero();
  }

  private void assertRefused(Path servers, String words) {
    out.reset();
    err.reset();
    Signer person = new Signer("ký", TestTokens.PIN);
    assertThat(signAt(server.link(), servers, person)).as(said()).isEqualTo(Agent.UNTRUSTED);
    assertThat(said()).contains(words);
    assertThat(person.asked).isEmpty();
    assertThat(server.values).isEmpty();
    assertThat(server.ends).last().isEqualTo("refused-by-agent");
  }

  @Test
  void serverThatWasNotInstalledIsNotEvenAsked() throws Exception {
    job(1);
    Path servers =
        Files.writeString(folder.resolve("s"), "https://ky.tinh.gov.vn " + "k".repeat(43));

    assertThat(signAt(server.link(), servers, new Signer("ký"))).isEqualTo(Agent.UNTRUSTED);
    assertThat(said()).contains("không có trong danh sách", "ky.tinh.gov.vn");
    for (String link :
        List.of(
            server.link() + "?server=x",
            server.link().replace("127.0.0.1", "127.0.0.1@evil.vn"),
            "antin-sign://ky.tinh.gov.vn/short")) {
      assertThat(signAt(link, servers, new Signer("ký"))).as(link).isEqualTo(Agent.UNTRUSTED);
    }
    assertThat(signAt(server.link(), folder.resolve("none"), new Signer("ký")))
        .isEqualTo(Agent.UNTRUSTED);
    assertThat(server.pulls).isZero();
  }

  @Test
  void wrongPinIsSaidBeforeTheNextAndNotTriedByItself() throws Exception {
    TestTokens.need();
    job(2);
    Signer person = new Signer("ký", "000000", TestTokens.PIN);

    assertThat(sign(person)).as(said()).isZero();

    assertThat(person.asked).hasSize(2);
    assertThat(said()).contains("mã PIN đã bị nhập sai");
    job(2);
    Signer three = new Signer("ký", "000000", "000001", "000002", TestTokens.PIN);
    assertThat(sign(three)).isEqualTo(Agent.UNUSABLE);
    assertThat(three.asked).hasSize(3);
    assertThat(server.ends).containsExactly("pin");
    assertThat(server.values).isEmpty();
    job(1);
    assertThat(sign(new Signer("ký", TestTokens.PIN))).as("the counter is low again").isZero();
  }

  @Test
  void pageHearsWhyNothingWasSigned() throws Exception {
    TestTokens.need();
    job(1);
    assertThat(sign(new Signer("không", TestTokens.PIN))).isEqualTo(Agent.NOT_AGREED);
    assertThat(sign(new Signer(null, TestTokens.PIN))).isEqualTo(Agent.NOT_AGREED);
    server.job(1, "00".repeat(32), "ECDSA_SHA256", TIME.instant());
    assertThat(sign(new Signer("ký"))).isEqualTo(Agent.NOTHING_FOUND);
    assertThat(server.ends).containsExactly("declined", "declined", "no-certificate");

    job(30);
    server.refusal = "credential-not-usable";
    assertThat(sign(new Signer("ký", TestTokens.PIN))).isEqualTo(Agent.REFUSED);
    assertThat(said()).contains("credential-not-usable");
    assertThat(server.posts).as("nothing more is brought").isEqualTo(1);
  }

  @Test
  void keyThatAKnownKeyAnnouncedIsKnownLater() throws Exception {
    TestTokens.need();
    KeyPair next = TestJobServer.key();
    job(1)
        .with(
            "keys",
            "[\""
                + TestJobServer.thumbprint(server.key)
                + "\",\""
                + TestJobServer.thumbprint(next)
                + "\"]");
    Path servers = server.pinned();
    assertThat(signAt(server.link(), servers, new Signer("ký", TestTokens.PIN))).isZero();
    server.key = next;
    job(1);

    assertThat(signAt(server.link(), servers, new Signer("ký", TestTokens.PIN)))
        .as(said())
        .isZero();
  }

  @Test
  void keyThatIsNoLongerPublishedIsForgottenUntilTheInstallationNamesItAnew() throws Exception {
    TestTokens.need();
    KeyPair old = server.key;
    Path servers = server.pinned();
    KeyPair next = TestJobServer.key();
    job(1).with("keys", keys(old, next));
    assertThat(signAt(server.link(), servers, new Signer("ký", TestTokens.PIN))).isZero();
    server.key = next;
    job(1).with("keys", keys(next));
    assertThat(signAt(server.link(), servers, new Signer("ký", TestTokens.PIN)))
        .as(said())
        .isZero();

    server.key = old;
    job(1).with("keys", keys(old));
    assertRefused(servers, "khóa lạ");

    Files.writeString(
        servers, Files.readString(servers).strip() + " " + TestJobServer.thumbprint(next) + "\n");
    assertThat(signAt(server.link(), servers, new Signer("ký", TestTokens.PIN)))
        .as("whoever installs decides")
        .isZero();
  }

  @Test
  void learnedKeysEndAfterThreeYears() throws Exception {
    TestTokens.need();
    KeyPair old = server.key;
    Path servers = server.pinned();
    KeyPair next = TestJobServer.key();
    job(1).with("keys", keys(next));
    assertThat(signAt(server.link(), servers, new Signer("ký", TestTokens.PIN))).isZero();
    Path learned = folder.resolve("own/keys");
    Files.writeString(
        learned,
        Files.readString(learned).replaceFirst(" 20\\d\\d-\\S+ ", " 2020-01-01T00:00:00Z "));

    server.key = next;
    job(1);
    assertRefused(servers, "khóa lạ");
    server.key = old;
    job(1);
    assertThat(signAt(server.link(), servers, new Signer("ký", TestTokens.PIN))).isZero();
  }

  private static String keys(KeyPair... keys) {
    return Arrays.stream(keys)
        .map(key -> "\"" + TestJobServer.thumbprint(key) + "\"")
        .collect(java.util.stream.Collectors.joining(",", "[", "]"));
  }

  @Test
  void lastTryIsOnlyTakenWhenThePersonSaysSo() {
    var last =
        new Pkcs11Library.ConnectedToken(
            1, "official", "maker", "model", "0001", true, true, true, false);
    for (String answer : new String[] {"thử", "THU"}) {
      assertThat(desk(new Signer(answer), null).lastTry(last)).isTrue();
    }
    for (String answer : new String[] {"", "ký"}) {
      assertThat(desk(new Signer(answer), null).lastTry(last)).isFalse();
    }
    assertThat(desk(new Signer(null), null).lastTry(last)).isFalse();
    assertThat(desk(new Signer("thử"), folder.resolve("pin")).lastTry(last))
        .as("a file cannot know that it is right")
        .isFalse();
    assertThat(said()).contains("chỉ còn MỘT lần");
  }

  private ConsoleDesk desk(Person person, @Nullable Path pinFile) {
    return new ConsoleDesk(stream(out), stream(err), person, pinFile);
  }
}
