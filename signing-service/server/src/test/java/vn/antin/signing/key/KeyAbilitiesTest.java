package vn.antin.signing.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.PublicKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.antin.signing.token.KeyKind;
import vn.antin.signing.token.KeyLabel;
import vn.antin.signing.token.Token;

/** What is said of keys that lie in tokens which can do different things. */
final class KeyAbilitiesTest {
  private static final KeyLabel LABEL = new KeyLabel("credential-1");
  private static final String WITHOUT_PSS = "CKM_RSA_PKCS_PSS";

  @TempDir private Path folder;

  @Test
  void wrappedKeyCanWhatTheReachableTokensOfItsMasterKeyCan() throws Exception {
    var poor = OwnSoftHsm.lacking(folder, WITHOUT_PSS);
    var rich = OwnSoftHsm.make(folder);
    var other = OwnSoftHsm.make(folder);
    var one = TestKeys.held("one", () -> entered(poor, 1));
    var two = TestKeys.held("two", () -> entered(rich, 1));
    var stranger = TestKeys.held("stranger", () -> entered(other, 2));
    try (var node = new TestKeys(folder).node(one, two)) {
      var abilities = new KeyAbilities(node.tokens(), node.repository());
      var key =
          node.keys()
              .generate(LABEL, KeyKind.RSA_2048, Residence.WRAPPED, "official-1")
              .publicKey();

      var able = abilities.of(LABEL, key);
      assertThat(able.basis()).isEqualTo("probed");
      assertThat(able.bits()).isEqualTo(2048);
      assertThat(able.curve()).isNull();
      assertThat(able.pss()).isTrue();
      assertThat(able.algorithms())
          .contains("RSA_PKCS1_SHA256", "RSA_PSS_SHA256")
          .as("named by SoftHSM, but not taken")
          .doesNotContain("RSA_PSS_SHA3_256");
      assertThat(able.hashes()).contains("SHA-256", "SHA-384", "SHA-512");

      take(rich, two);
      var alone = abilities.of(LABEL, key);
      assertThat(alone.basis()).isEqualTo("probed");
      assertThat(alone.pss()).isFalse();
      assertThat(alone.algorithms())
          .contains("RSA_PKCS1_SHA256")
          .noneMatch(each -> each.startsWith("RSA_PSS"));

      take(poor, one);
      assertUnknown(abilities.of(LABEL, key));
      try (var tokens = new Tokens(List.of(stranger), TestKeys.PATIENCE)) {
        assertThat(stranger.open().capabilities().masters()).isNotEmpty();
        assertUnknown(new KeyAbilities(tokens, node.repository()).of(LABEL, key));
      }
    }
  }

  @Test
  void residentKeyCanWhatTheTokenThatMadeItCan() throws Exception {
    var poor = OwnSoftHsm.lacking(folder, WITHOUT_PSS);
    var rich = OwnSoftHsm.make(folder);
    var one = TestKeys.held("one", () -> poor.open());
    var two = TestKeys.held("two", () -> rich.open());
    try (var node = new TestKeys(folder).node(one, two)) {
      var abilities = new KeyAbilities(node.tokens(), node.repository());
      Map<KeyLabel, PublicKey> keys = new HashMap<>();
      for (var kind : KeyKind.values()) {
        if (one.open().capabilities().kinds().contains(kind) && !kind.code().equals("rsa-4096")) {
          var label = new KeyLabel("seal-" + kind.code());
          keys.put(
              label, node.keys().generate(label, kind, Residence.RESIDENT, "unit").publicKey());
        }
      }
      var notOurs = new KeyLabel("seal-elsewhere");
      var curve = Objects.requireNonNull(keys.get(new KeyLabel("seal-ec-p256")));
      keys.put(notOurs, curve);

      var able = abilities.of(keys);

      assertThat(able).containsOnlyKeys(keys.keySet());
      assertThat(able.get(new KeyLabel("seal-rsa-3072")))
          .returns(3072, KeyAbility::bits)
          .returns(false, KeyAbility::pss)
          .returns("probed", KeyAbility::basis);
      assertThat(able.get(new KeyLabel("seal-ec-p256")))
          .returns("P-256", KeyAbility::curve)
          .returns(256, KeyAbility::bits)
          .returns(null, KeyAbility::pss)
          .returns(List.of("ECDSA_SHA256", "ECDSA_SHA3_256"), KeyAbility::algorithms)
          .returns(List.of("SHA-256", "SHA3-256"), KeyAbility::hashes);
      assertThat(able.get(new KeyLabel("seal-ec-p384")))
          .returns("P-384", KeyAbility::curve)
          .satisfies(each -> assertThat(each.algorithms()).contains("ECDSA_SHA384"));
      assertUnknown(abilities.of(notOurs, curve));

      take(poor, one);
      assertUnknown(abilities.of(new KeyLabel("seal-ec-p256"), curve));
    }
  }

  private static void assertUnknown(KeyAbility ability) {
    assertThat(ability.basis()).isEqualTo("unknown");
    assertThat(ability.algorithms()).isEmpty();
    assertThat(ability.hashes()).isEmpty();
    assertThat(ability.pss()).isNull();
    assertThat(ability.bits()).as("the certificate says this").isPositive();
  }

  private static void take(OwnSoftHsm hsm, HeldToken token) throws Exception {
    hsm.endSessions();
    hsm.remove();
    token.look();
    assertThat(token.fault()).isPresent();
  }

  private static Token entered(OwnSoftHsm hsm, int master) {
    var token = hsm.open("master");
    var value = new byte[32];
    value[0] = (byte) master;
    token.enterMasterKey("master", value);
    return token;
  }
}
