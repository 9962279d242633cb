package vn.antin.signing.token.ceremony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What operators are shown, and what of what they type is refused. */
final class OperatorsTest {
  private final byte[] secret = new byte[32];
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final TestOperators typing = new TestOperators(said);

  OperatorsTest() {
    new SecureRandom().nextBytes(secret);
  }

  private Operators terminal() {
    PrintStream printed = new PrintStream(said, true, StandardCharsets.UTF_8);
    return new Operators(new BufferedReader(typing), printed, printed);
  }

  private Quorum gather(@Nullable Holders holders, String... lines) throws IOException {
    PrintStream printed = new PrintStream(said, true, StandardCharsets.UTF_8);
    return new Operators(
            new BufferedReader(new StringReader(String.join("\n", lines) + "\n")), printed, printed)
        .gather(holders);
  }

  private String text() {
    return said.toString(StandardCharsets.UTF_8);
  }

  @Test
  void everyShareIsKnownByNameAndCommitmentAndEnoughBringTheSecretBack() throws IOException {
    Holders holders = terminal().share(secret, 2, 3);

    assertThat(holders.holders())
        .extracting(Holders.Holder::name)
        .containsExactly("Nguyễn Thị Số 1", "Nguyễn Thị Số 2", "Nguyễn Thị Số 3");
    assertThat(Holders.read("deed: x\n" + holders.text() + "signed with: y\n")).isEqualTo(holders);
    for (String share : typing.shares) {
      assertThat(holders.text()).doesNotContain(share.split(" ", -1)[4]);
    }
    Quorum quorum = terminal().gather(holders);
    byte[] brought = quorum.secret();
    assertThat(brought).isEqualTo(secret);
    assertThat(quorum.text())
        .contains("share 2: Nguyễn Thị Số 2, commitment ")
        .contains("share 3: Nguyễn Thị Số 3, commitment ");
    quorum.close();
    assertThat(brought).as("wiped").containsOnly(0);
  }

  @Test
  void nobodyHoldsTwoShares() throws IOException {
    typing.names.addAll(
        List.of("Lê  An", "lê an", " LÊ AN ", Normalizer.normalize("Lê An", Normalizer.Form.NFD)));

    Holders holders = terminal().share(secret, 2, 2);

    assertThat(holders.holders())
        .extracting(Holders.Holder::name)
        .containsExactly("Lê  An", "Nguyễn Thị Số 2");
    assertThat(text()).contains("LÊ AN holds a share already; it takes another operator");
    assertThat(text().split("holds a share already", -1)).hasSize(4);
    assertThat(typing.shares).hasSize(2);
  }

  @Test
  void whatWasWrittenDownWronglyIsShownAgain() throws IOException {
    List<Share> others = SharedSecret.split(secret, 2, 2, new SecureRandom());
    typing.slips.add("antin-share 2 1 nothing");
    typing.slips.add(others.getFirst().text());

    Holders holders = terminal().share(secret, 2, 2);

    assertThat(typing.shares).hasSize(4);
    assertThat(text())
        .contains("begins with antin-share; here it is once more")
        .contains("That is another share; here is yours once more");
    try (Quorum quorum = gather(holders, typing.shares.get(0), typing.shares.get(3))) {
      assertThat(quorum.secret()).isEqualTo(secret);
    }
  }

  @Test
  void sharesThatDoNotFitAreRefusedInWordsAndOthersAskedFor() throws IOException {
    Holders holders = terminal().share(secret, 3, 4);
    List<String> right = typing.shares;
    byte[] another = new byte[32];
    String other = SharedSecret.split(another, 3, 4, new SecureRandom()).getFirst().text();
    Share first = Share.read(right.get(0));
    byte[] value = first.value();
    value[5] ^= 1;
    String forged = new Share(3, 1, first.fingerprint(), value).text();
    Share fifth = new Share(3, 5, first.fingerprint(), value);
    String slip = right.get(0).replaceFirst("[0-9a-f]( [0-9a-f]{8})$", "x$1");

    try (Quorum quorum =
        gather(
            holders,
            slip,
            other,
            forged,
            fifth.text(),
            right.get(1),
            right.get(1),
            right.get(3),
            right.get(0))) {
      assertThat(quorum.secret()).isEqualTo(secret);
    }
    assertThat(text())
        .contains("A share's value is not written in 0-9 and a-f")
        .contains("Share 1 is of another ceremony")
        .contains("Share 1 is not the one that Nguyễn Thị Số 1 was given")
        .contains("There is no share 5 of secret")
        .contains("Share 2 was entered before; another one is needed");
  }

  @Test
  void withoutTheListOfHoldersSharesAreStillHeldTogether() throws IOException {
    List<Share> shares = SharedSecret.split(secret, 2, 3, new SecureRandom());
    List<Share> others = SharedSecret.split(new byte[32], 2, 3, new SecureRandom());
    try (Quorum quorum =
        gather(
            null,
            shares.get(0).text(),
            others.get(1).text(),
            shares.get(0).text(),
            shares.get(2).text())) {
      assertThat(quorum.secret()).isEqualTo(secret);
    }
    assertThat(text()).contains("of another ceremony", "was entered before");
    byte[] value = shares.get(1).value();
    value[0] ^= 1;
    String forged = new Share(2, 2, shares.get(1).fingerprint(), value).text();
    assertThatExceptionOfType(CeremonyException.class)
        .isThrownBy(() -> gather(null, shares.get(0).text(), forged))
        .withMessageContaining("do not bring back their secret; nothing was done");
  }

  @Test
  void tooFewSharesEndInWords() throws IOException {
    Holders holders = terminal().share(secret, 2, 3);
    assertThatExceptionOfType(CeremonyException.class)
        .isThrownBy(() -> gather(holders, typing.shares.get(0)))
        .withMessage("the input ended: there are not enough shares: 1 of 2");
    typing.lines = 4;
    assertThatExceptionOfType(CeremonyException.class)
        .isThrownBy(() -> terminal().share(secret, 2, 3))
        .withMessage("the input ended: not every share was shown");
  }

  @Test
  void aRecordThatDoesNotTellAllHoldersIsRefused() throws IOException {
    String text = terminal().share(secret, 2, 3).text();
    assertThatIllegalArgumentException().isThrownBy(() -> Holders.read("nothing"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Holders.read(text.substring(0, text.indexOf("share 3"))));
  }
}
