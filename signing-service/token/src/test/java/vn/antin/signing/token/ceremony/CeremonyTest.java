package vn.antin.signing.token.ceremony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.antin.signing.token.KeyLabel;
import vn.antin.signing.token.SigningAlgorithm;
import vn.antin.signing.token.SoftHsm;
import vn.antin.signing.token.Token;
import vn.antin.signing.token.TokenLimits;
import vn.antin.signing.token.TokenSecret;

/** Shares, and the steps on the terminal. */
final class CeremonyTest {
  private static final SecureRandom RANDOM = new SecureRandom();

  @Test
  void anyThresholdOfTheSharesBringTheSecretBack() {
    byte[] secret = new byte[32];
    RANDOM.nextBytes(secret);
    List<Share> shares = SharedSecret.split(secret, 3, 5, RANDOM);
    for (int a = 0; a < 5; a++) {
      for (int b = a + 1; b < 5; b++) {
        for (int c = b + 1; c < 5; c++) {
          assertThat(SharedSecret.combine(List.of(shares.get(c), shares.get(a), shares.get(b))))
              .isEqualTo(secret);
        }
      }
    }
  }

  @Test
  void tooFewRepeatedMixedOrMiscopiedSharesAreRefused() {
    byte[] secret = new byte[32];
    List<Share> shares = SharedSecret.split(secret, 3, 4, RANDOM);
    secret[0] = 1;
    List<Share> others = SharedSecret.split(secret, 3, 4, RANDOM);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> SharedSecret.combine(shares.subList(0, 2)));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> SharedSecret.combine(List.of(shares.get(0), shares.get(1), shares.get(1))));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> SharedSecret.combine(List.of(shares.get(0), shares.get(1), others.get(2))));
    String text = shares.getFirst().text();
    String slip = text.replaceFirst("[0-9a-f]( [0-9a-f]{8})$", "x$1");
    assertThatIllegalArgumentException().isThrownBy(() -> Share.read(slip));
    assertThat(Share.read("  " + text.toUpperCase(Locale.ROOT) + " ").text()).isEqualTo(text);
  }

  @Test
  void fewerSharesThanTheThresholdFitEverySecret() {
    Set<Integer> first = new HashSet<>();
    for (int i = 0; i < 4000; i++) {
      first.add((int) SharedSecret.split(new byte[1], 2, 2, RANDOM).getFirst().value()[0]);
    }
    assertThat(first).hasSize(256);
  }

  @Test
  void fieldIsThatOfAes() { // FIPS 197 section 4.2: {57} x {83} = {c1}
    assertThat(SharedSecret.multiply(0x57, 0x83)).isEqualTo(0xc1);
    for (int a = 1; a < 256; a++) {
      assertThat(SharedSecret.multiply(a, SharedSecret.inverse(a))).isOne();
    }
  }

  @Test
  void sharesAreShownOneAfterAnotherAndTheKeyNever() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream printed = new PrintStream(out, true, StandardCharsets.UTF_8);
    Ceremony ceremony =
        new Ceremony(
            new BufferedReader(new TestOperators(out)), printed, printed, () -> Instant.EPOCH);

    assertThat(Main.run(ceremony, List.of("split", "--threshold", "2", "--shares", "3"), printed))
        .isZero();
    List<Share> shares = new ArrayList<>();
    for (String line : out.toString(StandardCharsets.UTF_8).split("\n", -1)) {
      int at = line.indexOf("antin-share");
      if (at >= 0) {
        shares.add(Share.read(line.substring(at)));
      }
    }
    assertThat(shares).hasSize(3);
    assertThat(SharedSecret.combine(shares.subList(1, 3))).hasSize(32);
    assertThat(Main.run(ceremony, List.of("enter", "--what", "x"), printed)).isOne();
  }

  @Test
  void sharesEnterTheMasterKeyIntoATokenWhichSignsTheRecord(@TempDir Path folder) throws Exception {
    byte[] secret = new byte[32];
    RANDOM.nextBytes(secret);
    List<Share> shares = SharedSecret.split(secret, 2, 3, RANDOM);
    String typed = shares.get(2).text() + "\nnot a share\n" + shares.get(0).text() + "\n";
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream printed = new PrintStream(out, true, StandardCharsets.UTF_8);
    Ceremony ceremony =
        new Ceremony(
            new BufferedReader(new StringReader(typed)),
            printed,
            new PrintStream(PrintStream.nullOutputStream(), true, StandardCharsets.UTF_8),
            () -> Instant.EPOCH);

    int status =
        Main.run(
            ceremony,
            List.of(
                "enter",
                "--library",
                SoftHsm.library().toString(),
                "--label",
                SoftHsm.TOKEN,
                "--pin-file",
                SoftHsm.pinFile(folder).toString(),
                "--master",
                "ceremony-master"),
            printed);

    String record = out.toString(StandardCharsets.UTF_8);
    assertThat(status).as(record).isZero();
    assertThat(record)
        .contains("master key: ceremony-master")
        .contains(shares.getFirst().fingerprint() + ", from shares [1, 3]")
        .doesNotContain(HexFormat.of().formatHex(secret));
    KeyFactory keys = KeyFactory.getInstance("EC");
    assertThat(
            SigningAlgorithm.ECDSA_SHA256.verify(
                keys.generatePublic(new X509EncodedKeySpec(decoded(record, "PUBLIC KEY"))),
                part(record, "RECORD").getBytes(StandardCharsets.UTF_8),
                decoded(record, "SIGNATURE")))
        .isTrue();
  }

  @Test
  void onlyOperatorsOfTheMasterKeyMakeTheKeyOfAnAuthority(@TempDir Path folder) throws Exception {
    byte[] secret = new byte[32];
    RANDOM.nextBytes(secret);
    List<Share> shares = SharedSecret.split(secret, 2, 3, RANDOM);
    List<Share> others = SharedSecret.split(new byte[32], 2, 2, RANDOM);
    List<String> token =
        List.of(
            "--library",
            SoftHsm.library().toString(),
            "--label",
            SoftHsm.TOKEN,
            "--pin-file",
            SoftHsm.pinFile(folder).toString(),
            "--master",
            "authority-master");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(run(out, shares, "enter", token)).as(out.toString(StandardCharsets.UTF_8)).isZero();
    List<String> wish = new ArrayList<>(token);
    wish.addAll(List.of("--name", "langson"));

    List<String> unnamed = new ArrayList<>(token);
    unnamed.addAll(List.of("--name", "langson-delta"));
    ByteArrayOutputStream refused = new ByteArrayOutputStream();
    assertThat(run(refused, shares, "authority", unnamed)).isOne();
    assertThat(refused.toString(StandardCharsets.UTF_8)).contains("does not end in -delta");

    ByteArrayOutputStream strangers = new ByteArrayOutputStream();
    assertThat(run(strangers, others, "authority", wish)).isOne();
    assertThat(strangers.toString(StandardCharsets.UTF_8))
        .contains("the shares bring back another key than authority-master of this token");

    ByteArrayOutputStream made = new ByteArrayOutputStream();
    int status = run(made, shares, "authority", wish);
    String record = made.toString(StandardCharsets.UTF_8);
    assertThat(status).as(record).isZero();
    assertThat(record)
        .contains("deed: key of an authority made", "algorithm: ec-p384")
        .contains("from shares [1, 2]", "commitment " + shares.getFirst().commitment());
    String label = record.replaceAll("(?s).*label: (authority-langson-[0-9a-f]{8})\n.*", "$1");
    KeyFactory keys = KeyFactory.getInstance("EC");
    assertThat(
            SignedRecord.text(
                record, keys.generatePublic(new X509EncodedKeySpec(decoded(record, "PUBLIC KEY")))))
        .isPresent();
    try (Token opened =
        Token.pkcs11(
            SoftHsm.library(),
            SoftHsm.TOKEN,
            TokenSecret.read(folder.resolve("pin")),
            TokenLimits.defaults())) {
      assertThat(opened.labels().map(KeyLabel::value))
          .filteredOn(each -> each.startsWith("authority-langson-"))
          .containsExactly(label);
    }
  }

  private static int run(
      ByteArrayOutputStream out, List<Share> shares, String command, List<String> options) {
    PrintStream printed = new PrintStream(out, true, StandardCharsets.UTF_8);
    List<String> arguments = new ArrayList<>(List.of(command));
    arguments.addAll(options);
    String typed = shares.get(0).text() + "\n" + shares.get(1).text() + "\n";
    return Main.run(
        new Ceremony(
            new BufferedReader(new StringReader(typed)), printed, printed, () -> Instant.EPOCH),
        arguments,
        printed);
  }

  private static byte[] decoded(String record, String name) {
    return Base64.getMimeDecoder().decode(part(record, name));
  }

  private static String part(String record, String name) {
    String begin = "-----BEGIN " + name + "-----\n";
    int at = record.indexOf(begin) + begin.length();
    return record.substring(at, record.indexOf("-----END " + name, at));
  }
}
