package vn.antin.signing.engine.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.Hash;
import vn.antin.signing.engine.TestSigner;

/**
 * What is said to be an evidence record is none, or proves nothing for an authority that nobody
 * trusts. The corpus runs in every build; {@code JAZZER_FUZZ=1} with {@code
 * -Dtest=EvidenceFuzzTest} looks for more.
 */
final class EvidenceFuzzTest {

  private final EvidenceVerifier verifier =
      new EvidenceVerifier(List.of(TestSigner.ROOT), InstantSource.fixed(TestSigner.NOW));

  @FuzzTest
  void recordEndsInAVerdict(byte[] bytes) {
    EvidenceRecord record = decoded(bytes);
    if (record != null) {
      assertThat(
              verifier.verify(
                  record,
                  algorithm -> new Hash(new byte[Hash.digest(algorithm).getDigestLength()])))
          .isInstanceOf(EvidenceVerdict.Unproven.class);
    }
  }

  private static @Nullable EvidenceRecord decoded(byte[] bytes) {
    try {
      return EvidenceRecord.decode(bytes);
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageContaining("record");
      return null;
    }
  }
}
