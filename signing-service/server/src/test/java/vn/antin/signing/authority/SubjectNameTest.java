package vn.antin.signing.authority;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.UUID;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.antin.signing.people.OfficialId;
import vn.antin.signing.people.People;

final class SubjectNameTest {
  @ParameterizedTest
  @ValueSource(strings = {"#0c0568656c6c6f", "#zz", "\\#", "Nguyễn Văn An"})
  void aNameIsCertifiedLetterByLetter(String name) {
    var official = new People.Official(new OfficialId(UUID.randomUUID()), "an", name, true);

    var subject = SubjectName.official(official, Optional.empty(), Optional.empty());

    assertThat(subject.getRDNs(BCStyle.CN)[0].getFirst().getValue()).hasToString(name);
  }
}
