package vn.antin.signing.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.signing.token.KeyKind;
import vn.antin.signing.token.KeyLabel;
import vn.antin.signing.token.SigningAlgorithm;
import vn.antin.signing.token.SigningOutcome;
import vn.antin.signing.token.Token;
import vn.antin.signing.token.TokenException;

/** Keys in the database and in SoftHSM, by their labels. */
final class KeysTest {
  private static final KeyLabel LABEL = new KeyLabel("credential-1");
  private static final byte[] MESSAGE = "Công văn số 3".getBytes(StandardCharsets.UTF_8);

  @TempDir private Path folder;

  @Test
  void wrappedKeyRestsInTheDatabaseNotInTheTokenAndSigns() throws Exception {
    var hsm = OwnSoftHsm.make(folder);
    var keys = new TestKeys(folder);
    try (var node = keys.node(TestKeys.held("a", () -> withMaster(hsm)))) {
      var made = node.keys().generate(LABEL, KeyKind.RSA_2048, Residence.WRAPPED, "official-1");

      assertThat(made.algorithms())
          .contains(SigningAlgorithm.RSA_PKCS1_SHA256, SigningAlgorithm.RSA_PSS_SHA256);
      assertThat(node.keys().find(LABEL).orElseThrow().publicKey()).isEqualTo(made.publicKey());
      assertThat(token(node).find(LABEL)).isEmpty();
      assertThat(node.keys().sign(LABEL, SigningAlgorithm.RSA_PSS_SHA256, MESSAGE))
          .isInstanceOfSatisfying(
              SigningOutcome.Signed.class,
              signed ->
                  assertThat(
                          SigningAlgorithm.RSA_PSS_SHA256.verify(
                              made.publicKey(), MESSAGE, signed.value().bytes()))
                      .isTrue());
      assertThat(node.repository().counts()).containsOnlyKeys("wrapped");
      assertThatExceptionOfType(TokenException.class)
          .isThrownBy(
              () -> node.keys().generate(LABEL, KeyKind.EC_P256, Residence.RESIDENT, "other"))
          .returns(TokenException.Fault.LABEL_TAKEN, TokenException::fault);

      assertThat(node.keys().destroy(LABEL)).isTrue();
      assertThat(node.keys().destroy(LABEL)).isFalse();
      assertRefused(node.keys().sign(LABEL, SigningAlgorithm.RSA_PSS_SHA256, MESSAGE));
      assertThat(token(node).held()).isZero();
    }
  }

  @Test
  void rowGivenToAnotherOwnerOrLabelIsNotUsed() throws Exception {
    var hsm = OwnSoftHsm.make(folder);
    var keys = new TestKeys(folder);
    var other = new KeyLabel("credential-2");
    try (var node = keys.node(TestKeys.held("a", () -> withMaster(hsm)))) {
      node.keys().generate(LABEL, KeyKind.EC_P256, Residence.WRAPPED, "official-1");
      var sql = keys.database.superuser();
      sql.sql("UPDATE private_key SET label = :label").param("label", other.value()).update();
      assertRefused(node.keys().sign(other, SigningAlgorithm.ECDSA_SHA256, MESSAGE));

      sql.sql("UPDATE private_key SET label = :label, owner = 'official-2'")
          .param("label", LABEL.value())
          .update();
      assertRefused(node.keys().sign(LABEL, SigningAlgorithm.ECDSA_SHA256, MESSAGE));

      sql.sql("UPDATE private_key SET owner = 'official-1'").update();
      assertSigned(node.keys().sign(LABEL, SigningAlgorithm.ECDSA_SHA256, MESSAGE));
    }
  }

  @Test
  void keySignsForItsOwnerAndItsCertificateOnly() throws Exception {
    var hsm = OwnSoftHsm.make(folder);
    var other = new KeyLabel("credential-2");
    try (var node = new TestKeys(folder).node(TestKeys.held("a", () -> withMaster(hsm)))) {
      for (var residence : Residence.values()) {
        var label = new KeyLabel("credential-" + residence);
        var made = node.keys().generate(label, KeyKind.EC_P256, residence, "official-1");
        var stranger = node.keys().generate(other, KeyKind.EC_P256, residence, "official-2");

        assertSigned(sign(node, new OwnedKey(label, "official-1", made.publicKey())));
        assertRefused(sign(node, new OwnedKey(label, "official-2", made.publicKey())));
        assertRefused(sign(node, new OwnedKey(label, "official-1", stranger.publicKey())));
        assertRefused(sign(node, new OwnedKey(other, "official-1", made.publicKey())));
        node.keys().destroy(other);
      }
    }
  }

  @Test
  void residentKeyIsNotUsedWhenItsRowIsGoneOrWasChanged() throws Exception {
    var hsm = OwnSoftHsm.make(folder);
    var keys = new TestKeys(folder);
    var token = TestKeys.held("a", () -> withMaster(hsm));
    var sql = keys.database.superuser();
    try (var node = keys.node(token)) {
      var made = node.keys().generate(LABEL, KeyKind.EC_P256, Residence.RESIDENT, "unit-1");
      var key = new OwnedKey(LABEL, "official-1", made.publicKey());
      for (var change :
          List.of("owner = 'official-1'", "owner = 'official-1', token = token || '1'")) {
        sql.sql("UPDATE private_key SET " + change).update();
        assertRefused(sign(node, key));
      }
      assertThatExceptionOfType(DataIntegrityViolationException.class)
          .isThrownBy(() -> sql.sql("UPDATE private_key SET sealed = NULL").update());
      sql.sql("DELETE FROM private_key").update();
      assertRefused(sign(node, key));
      assertRefused(sign(node, new OwnedKey(LABEL, "unit-1", made.publicKey())));
      assertSigned(node.keys().sign(LABEL, SigningAlgorithm.ECDSA_SHA256, MESSAGE));
    }
  }

  @Test
  void forgottenKeyLeavesTheOtherNodeToo() throws Exception {
    var hsm = OwnSoftHsm.make(folder);
    var elsewhere = hsm.again();
    var keys = new TestKeys(folder);
    try (var one = keys.node(TestKeys.held("a", () -> withMaster(hsm)));
        var two = keys.node(TestKeys.held("a", () -> elsewhere.open("master")))) {
      one.keys().generate(LABEL, KeyKind.EC_P256, Residence.WRAPPED, "official-1");
      assertSigned(two.keys().sign(LABEL, SigningAlgorithm.ECDSA_SHA256, MESSAGE));
      assertThat(token(two).held()).isOne();

      one.keys().forget(LABEL);

      assertThat(token(one).held()).isZero();
      TestKeys.await(() -> token(two).held() == 0);
      assertSigned(two.keys().sign(LABEL, SigningAlgorithm.ECDSA_SHA256, MESSAGE));
      TestKeys.await(() -> token(two).held() == 0); // also what a call puts back that was under way
    }
  }

  private static HeldToken withNextMaster(OwnSoftHsm hsm) {
    return TestKeys.held(
        "a",
        () -> {
          var token = hsm.open("next", "master");
          token.makeMasterKey("next");
          return token;
        });
  }

  @Test
  void keysMoveUnderTheNextMasterKeyWhileTheySign() throws Exception {
    var hsm = OwnSoftHsm.make(folder);
    var keys = new TestKeys(folder);
    var labels = IntStream.range(0, 12).mapToObj(i -> new KeyLabel("credential-" + i)).toList();
    try (var node = keys.node(TestKeys.held("a", () -> withMaster(hsm)))) {
      labels.forEach(
          each -> node.keys().generate(each, KeyKind.EC_P256, Residence.WRAPPED, "official-1"));
    }
    try (var node = keys.node(withNextMaster(hsm))) {
      var current = token(node).capabilities().masters().getFirst();
      assertThat(node.repository().notUnder(current, "", 100)).hasSize(12);
      var signing =
          CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 60; i++) {
              assertSigned(
                  node.keys().sign(labels.get(i % 12), SigningAlgorithm.ECDSA_SHA256, MESSAGE));
            }
          });
      assertThat(node.rotation().rewrapAll()).isEqualTo(12);
      signing.get(1, TimeUnit.MINUTES);
      assertThat(node.rotation().rewrapAll()).isZero();
    }
    var elsewhere = hsm.again();
    try (var node = keys.node(TestKeys.held("a", () -> elsewhere.open("next")))) {
      labels.forEach(
          each -> assertSigned(node.keys().sign(each, SigningAlgorithm.ECDSA_SHA256, MESSAGE)));
    }
  }

  @Test
  void rowThatIsNotAuthenticDoesNotStopTheOthersFromMovingUnderTheNextMasterKey() throws Exception {
    var hsm = OwnSoftHsm.make(folder);
    var keys = new TestKeys(folder);
    try (var node = keys.node(TestKeys.held("a", () -> withMaster(hsm)))) {
      for (var each : List.of("a", "b", "c")) {
        node.keys().generate(new KeyLabel(each), KeyKind.EC_P256, Residence.WRAPPED, "official-1");
      }
    }
    var sql = keys.database.superuser();
    sql.sql("UPDATE private_key SET owner = 'official-2' WHERE label = 'a'").update();
    sql.sql("UPDATE private_key SET mechanism = 'none' WHERE label = 'b'").update();
    try (var node = keys.node(withNextMaster(hsm))) {
      assertThat(node.rotation().rewrapAll()).isOne();
      assertThat(node.rotation().rewrapAll()).isZero();
    }
  }

  @Test
  void withoutAMasterKeyTheTokenItselfKeepsTheKey() throws Exception {
    var hsm = OwnSoftHsm.make(folder);
    var keys = new TestKeys(folder);
    try (var node = keys.node(TestKeys.held("a", () -> hsm.open("master")))) {
      node.keys().generate(LABEL, KeyKind.EC_P256, Residence.WRAPPED, "official-1");

      assertThat(token(node).find(LABEL)).isPresent();
      assertSigned(node.keys().sign(LABEL, SigningAlgorithm.ECDSA_SHA256, MESSAGE));
      assertThat(node.repository().counts()).containsOnlyKeys("resident");
    }
  }

  @Test
  void keyToBeWrappedIsNotPutIntoAnotherTokenWhileTheOneThatWrapsIsAway() throws Exception {
    var plain = OwnSoftHsm.make(folder);
    var well = TestKeys.held("plain", plain::open);
    var away =
        TestKeys.held(
            "wrapping",
            () -> {
              throw new TokenException(TokenException.Fault.UNAVAILABLE, "away");
            });
    var tokens = new Tokens(List.of(well, away), TestKeys.PATIENCE);
    try (var node = new TestKeys(folder).node(well)) {
      var keys =
          new Keys(
              tokens,
              node.repository(),
              new KnownKeys(),
              TransactionOperations.withoutTransaction());
      assertThatExceptionOfType(TokenException.class)
          .isThrownBy(() -> keys.generate(LABEL, KeyKind.EC_P256, Residence.WRAPPED, "official-1"))
          .returns(TokenException.Fault.UNAVAILABLE, TokenException::fault);
      assertThat(token(node).find(LABEL)).isEmpty();

      keys.generate(LABEL, KeyKind.EC_P256, Residence.RESIDENT, "unit-1");
    }
  }

  @Test
  void rowsThatWereRestoredSignInANewTokenThatGotTheMasterKey() throws Exception {
    var keys = new TestKeys(folder);
    for (var hsm : List.of(OwnSoftHsm.make(folder), OwnSoftHsm.make(folder))) {
      try (var node =
          keys.node(
              TestKeys.held(
                  "a",
                  () -> {
                    var token = hsm.open("master");
                    token.enterMasterKey("master", new byte[32]);
                    return token;
                  }))) {
        if (node.keys().find(LABEL).isEmpty()) {
          node.keys().generate(LABEL, KeyKind.EC_P256, Residence.WRAPPED, "official-1");
        }
        assertSigned(node.keys().sign(LABEL, SigningAlgorithm.ECDSA_SHA256, MESSAGE));
        assertThat(node.repository().counts()).containsEntry("wrapped", 1L);
      }
    }
  }

  @Test
  void makingThatNeverEndedIsToldAndNotTriedAgain() throws Exception {
    var hsm = OwnSoftHsm.make(folder);
    var keys = new TestKeys(folder);
    try (var node = keys.node(TestKeys.held("a", () -> withMaster(hsm)))) {
      node.repository().intend(LABEL, Residence.WRAPPED, "official-1", KeyKind.EC_P256);

      assertThat(node.repository().unfinished(Instant.now().plusSeconds(1)))
          .containsExactly(LABEL.value());
      assertThatExceptionOfType(TokenException.class)
          .isThrownBy(
              () -> node.keys().generate(LABEL, KeyKind.EC_P256, Residence.WRAPPED, "official-1"))
          .returns(TokenException.Fault.LABEL_TAKEN, TokenException::fault);
      assertRefused(node.keys().sign(LABEL, SigningAlgorithm.ECDSA_SHA256, MESSAGE));
    }
  }

  @Test
  void failedMakingLeavesNoIntentBehind() throws Exception {
    var hsm = OwnSoftHsm.make(folder);
    var keys = new TestKeys(folder);
    try (var node = keys.node(TestKeys.held("a", () -> withMaster(hsm)))) {
      assertThatExceptionOfType(TokenException.class)
          .isThrownBy(() ->
              node.keys().generate(LABEL, KeyKind.ML_DSA_65, Residence.WRAPPED, "official-1"));

      node.keys().generate(LABEL, KeyKind.EC_P256, Residence.WRAPPED, "official-1");
    }
  }

  static Token withMaster(OwnSoftHsm hsm) {
    var token = hsm.open("master");
    token.makeMasterKey("master");
    return token;
  }

  private static Token token(TestKeys.Node node) {
    return node.tokens().all().getFirst().open();
  }

  private static SigningOutcome sign(TestKeys.Node node, OwnedKey key) {
    return node.keys().sign(key, SigningAlgorithm.ECDSA_SHA256, MESSAGE);
  }

  private static void assertSigned(SigningOutcome outcome) {
    assertThat(outcome).isInstanceOf(SigningOutcome.Signed.class);
  }

  private static void assertRefused(SigningOutcome outcome) {
    assertThat(outcome).isInstanceOf(SigningOutcome.Refused.class);
  }
}
