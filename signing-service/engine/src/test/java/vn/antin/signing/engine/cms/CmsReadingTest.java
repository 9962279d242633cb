package vn.antin.signing.engine.cms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vn.antin.signing.engine.Hash;
import vn.antin.signing.engine.TestAuthority;
import vn.antin.signing.engine.TestSigner;

/** What a signature rests on. */
final class CmsReadingTest {

  private final TestAuthority authority = TestAuthority.start(() -> TestSigner.NOW);
  private final TestSigner official = TestSigner.rsa();

  @AfterEach
  void closeAuthority() {
    authority.close();
  }

  @Test
  void signerAndChainAreFoundAlsoBehindPadding() {
    byte[] cms = signature(null);

    assertThat(CmsReading.of(Arrays.copyOf(cms, cms.length + 500)))
        .hasValueSatisfying(reading -> {
          assertThat(reading.subjects()).containsExactly(official.chain().getFirst());
          assertThat(reading.certificates()).containsExactlyInAnyOrderElementsOf(official.chain());
          assertThat(reading.timeStamped()).isFalse();
        });
  }

  @Test
  void authorityOfTheTimeStampIsFoundToo() {
    byte[] token = authority.timeStamps().stamp(new byte[32], "SHA-256").encoded();

    assertThat(CmsReading.of(signature(token)))
        .hasValueSatisfying(reading -> {
          assertThat(reading.subjects())
              .containsExactly(official.chain().getFirst(), authority.tsa());
          assertThat(reading.certificates()).contains(authority.issuing());
          assertThat(reading.timeStamped()).isTrue();
        });
  }

  @Test
  void whatIsNoSignatureIsNothing() {
    byte[] cms = signature(null);
    for (int length = 0; length < cms.length; length += 7) {
      assertThat(CmsReading.of(Arrays.copyOf(cms, length))).isEmpty();
    }
    ByteArrayOutputStream deep = new ByteArrayOutputStream();
    for (int i = 0; i < 100_000; i++) {
      deep.write(0x30);
      deep.write(0x80);
    }
    assertThat(CmsReading.of(deep.toByteArray())).isEmpty();
  }

  private byte[] signature(byte @Nullable [] timeStamp) {
    CmsSigner cms = CmsSigner.of(official.signer());
    byte[] attributes = cms.signedAttributes(Hash.sha256(new byte[1]).bytes());
    return cms.assemble(attributes, official.sign(attributes), timeStamp);
  }
}
