package vn.antin.auth.approval;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.approval.asked.DocumentDigest;
import vn.antin.auth.approval.asked.HashAlgorithm;
import vn.antin.auth.approval.asked.HashType;
import vn.antin.auth.approval.asked.HashValue;
import vn.antin.auth.approval.asked.Hashes;
import vn.antin.auth.approval.asked.SignatureDetails;
import vn.antin.auth.approval.asked.Source;

class GrantEncodingTest {
  private static final UUID ID = UUID.fromString("0b6e6d4c-6f0e-4d5e-9d0a-3f1c2b7a9e11");
  private static final Instant EXPIRY = Instant.parse("2026-11-22T00:05:00Z");

  @Test
  void sameGrantHasOneEncoding() {
    assertThat(GrantEncoding.encode(grant("demo-app", "a", "b")))
        .isEqualTo(GrantEncoding.encode(grant("demo-app", "a", "b")));
  }

  @Test
  void everyDifferenceShowsInTheEncoding() {
    byte[] one = GrantEncoding.encode(grant("demo-app", "a", "b"));

    assertThat(GrantEncoding.encode(grant("demo-ap", "a", "b"))).isNotEqualTo(one);
    assertThat(GrantEncoding.encode(grant("demo-app", "b", "a"))).isNotEqualTo(one);
    assertThat(GrantEncoding.encode(grant("demo-app", "a"))).isNotEqualTo(one);
  }

  @Test
  void encodingHasTheDocumentedLength() {
    // 12 length fields; version 14, four ids of 16, the client of 8, "SDR", the OID of 22
    // characters, parameters 32, expiry 8, count 8, one hash 32.
    assertThat(GrantEncoding.encode(grant("demo-app", "a")))
        .hasSize(4 * 12 + 14 + 4 * 16 + 8 + 3 + 22 + 32 + 8 + 8 + 32);
  }

  @Test
  void challengeDependsOnTheRandomBytes() {
    byte[] encoding = GrantEncoding.encode(grant("demo-app", "a"));

    assertThat(GrantEncoding.challenge(new byte[32], encoding))
        .isNotEqualTo(
            GrantEncoding.challenge("x".repeat(32).getBytes(StandardCharsets.UTF_8), encoding));
  }

  @Test
  void grantOverHashesOfTheApplicationHasEmptyFieldsForRequestAndParameters() {
    byte[] encoding = GrantEncoding.encode(grant(HashType.DTBSR, false, "demo-app", "a"));

    assertThat(encoding)
        .hasSize(4 * 12 + 14 + 3 * 16 + 8 + 5 + 22 + 8 + 8 + 32)
        .isNotEqualTo(GrantEncoding.encode(grant(HashType.SDR, false, "demo-app", "a")));
  }

  private static Grant grant(String client, String... contents) {
    return grant(HashType.SDR, true, client, contents);
  }

  private static Grant grant(HashType type, boolean held, String client, String... contents) {
    var documents =
        List.of(contents).stream()
            .map(c -> HashValue.of(Sha256.digest(c.getBytes(StandardCharsets.UTF_8)).bytes()))
            .map(hash -> new DocumentDigest(hash, "văn bản"))
            .toList();
    return new Grant(
        new GrantId(ID),
        new AccountId(ID),
        client,
        new SignatureDetails(
            held ? new Source(ID, HashValue.of(new byte[32])) : null,
            ID,
            new Hashes(type, HashAlgorithm.SHA_256, documents),
            null),
        EXPIRY);
  }
}
