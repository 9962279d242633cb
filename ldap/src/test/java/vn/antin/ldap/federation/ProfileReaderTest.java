package vn.antin.ldap.federation;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Entries as OpenLDAP and Active Directory send them, and as nobody should. */
final class ProfileReaderTest {
  private static final Attribute UUID =
      new Attribute("entryUUID", "5C1E7B4A-0000-4000-8000-000000000001");

  @Test
  void activeDirectoryGuidIsReadInItsMixedByteOrder() {
    byte[] guid = HexFormat.of().parseHex("33221100554477668899aabbccddeeff");

    Profile profile =
        read(new Attribute("objectGUID", guid), new Attribute("sAMAccountName", "an"));

    assertThat(profile.externalId()).isEqualTo("00112233-4455-6677-8899-aabbccddeeff");
    assertThat(profile.username()).isEqualTo("an");
  }

  @Test
  void entryUuidIsKeptInLowerCase() {
    assertThat(read(UUID).externalId()).isEqualTo("5c1e7b4a-0000-4000-8000-000000000001");
  }

  @Test
  void entryWithoutAnIdentifierGivesNoProfile() {
    assertThat(readOrNull(new Attribute("cn", "Nguyễn Văn An"))).isNull();
  }

  @Test
  void nameFallsBackToTheNameGivenAtLogin() {
    assertThat(read(UUID).name().display()).isEqualTo("given");
  }

  @Test
  void controlCharactersAndExcessAreCutAway() {
    Profile profile =
        read(
            UUID,
            new Attribute("cn", "An\u0000\n\u202e" + "x".repeat(1000)),
            new Attribute("mail", "not a mail address"),
            new Attribute("telephoneNumber", "\u0007"));

    assertThat(profile.name().display()).startsWith("An").hasSizeLessThanOrEqualTo(256);
    assertThat(profile.name().display()).doesNotContain("\u0000", "\n", "\u202e");
    assertThat(profile.mail()).isNull();
    assertThat(profile.telephone()).isNull();
  }

  @Test
  void decomposedLettersAreComposed() {
    assertThat(read(UUID, new Attribute("cn", "Nguye\u0302\u0303n")).name().display())
        .isEqualTo("Nguyễn");
  }

  private static Profile read(Attribute... attributes) {
    return Objects.requireNonNull(readOrNull(attributes));
  }

  private static @Nullable Profile readOrNull(Attribute... attributes) {
    return new ProfileReader(AttributeMapping.usual())
        .read(new Entry("uid=x,dc=example", attributes), "given");
  }
}
