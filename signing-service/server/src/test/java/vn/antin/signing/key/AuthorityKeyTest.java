package vn.antin.signing.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.antin.signing.Peer;
import vn.antin.signing.token.KeyKind;
import vn.antin.signing.token.KeyLabel;

/** What another program sees of an authority's key in the token. */
final class AuthorityKeyTest {
  @TempDir private Path folder;

  private static List<String> listed(OwnSoftHsm hsm, String... wanted) {
    var command =
        new ArrayList<>(
            List.of(
                "env",
                "SOFTHSM2_CONF=" + hsm.configuration(),
                "pkcs11-tool",
                "--module",
                hsm.library().toString(),
                "--token-label",
                OwnSoftHsm.LABEL,
                "--list-objects"));
    command.addAll(List.of(wanted));
    var said = Peer.run(command.toArray(String[]::new));
    assertThat(said.exit()).as(said.text()).isZero();
    return said.text().lines().map(String::strip).toList();
  }

  /** The line of one object's description, without its name. */
  private static String line(List<String> lines, String name) {
    var found = lines.stream().filter(each -> each.startsWith(name + ":")).toList();
    assertThat(found).as(String.join("\n", lines)).hasSize(1);
    return found.getFirst().substring(name.length() + 1).strip();
  }

  @Test
  void pkcs11ToolFindsItSensitiveNeverExtractableAndForSigningOnly() throws Exception {
    Peer.need("pkcs11-tool", "opensc");
    for (var kind : List.of(KeyKind.EC_P384, KeyKind.RSA_3072)) {
      var hsm = OwnSoftHsm.make(folder);
      var label = KeyLabel.ofAuthority("langson");
      try (var node = new TestKeys(folder).node(TestKeys.held("a", hsm::open))) {
        node.keys().generate(label, kind, Residence.RESIDENT, label.value());
      }

      assertThat(listed(hsm))
          .as("without the PIN")
          .noneMatch(each -> each.contains("Private Key Object"));
      var lines = listed(hsm, "--login", "--pin", OwnSoftHsm.PIN, "--type", "privkey");
      assertThat(lines).anyMatch(each -> each.startsWith("Private Key Object; " + kind.family()));
      assertThat(line(lines, "label")).isEqualTo(label.value());
      assertThat(line(lines, "Usage")).isEqualTo("sign");
      assertThat(line(lines, "Access").split(", "))
          .contains("sensitive", "always sensitive", "never extractable", "local")
          .doesNotContain("extractable");
    }
  }
}
