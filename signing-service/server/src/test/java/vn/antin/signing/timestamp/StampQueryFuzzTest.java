package vn.antin.signing.timestamp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import org.bouncycastle.tsp.TimeStampRequest;

/** Whatever is sent is a query that another reader understands in the same way, or refused. */
final class StampQueryFuzzTest {
  private static final List<byte[]> POLICIES = List.of(Der.oid("1.2.3.4.5"));

  @FuzzTest
  void bytesAreAQueryOrRefused(byte[] bytes) throws Exception {
    switch (StampQuery.read(bytes, POLICIES)) {
      case StampQuery query -> {
        var same = new TimeStampRequest(bytes);
        assertThat(same.getVersion()).isOne();
        assertThat(same.getCertReq()).isEqualTo(query.certificates());
        assertThat(same.hasExtensions()).isFalse();
        assertThat(query.nonce().length == 0).isEqualTo(same.getNonce() == null);
        if (same.getNonce() != null) {
          assertThat(Der.integer(same.getNonce())).isEqualTo(query.nonce());
        }
        assertThat(query.imprint())
            .endsWith(same.getMessageImprintDigest())
            .hasSizeLessThan(StampQuery.LONGEST);
      }
      case StampAnswer.Refused(var refusal, _, _) -> assertThat(refusal.outage()).isFalse();
    }
  }
}
