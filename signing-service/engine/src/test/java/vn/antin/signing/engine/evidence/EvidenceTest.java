package vn.antin.signing.engine.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.antin.signing.engine.Hash;
import vn.antin.signing.engine.TestAuthority;
import vn.antin.signing.engine.TestAuthority.Service;
import vn.antin.signing.engine.TestSigner;
import vn.antin.signing.engine.evidence.EvidenceKeeper.Renewal;
import vn.antin.signing.engine.evidence.EvidenceVerdict.Proven;
import vn.antin.signing.engine.evidence.EvidenceVerdict.Reason;
import vn.antin.signing.engine.evidence.EvidenceVerdict.Unproven;

final class EvidenceTest {

  private static final String SHA256 = "SHA-256";
  private static final String SHA512 = "SHA-512";

  private final AtomicReference<Instant> now = new AtomicReference<>(TestSigner.NOW);
  private TestAuthority authority;
  private EvidenceKeeper keeper;

  @BeforeEach
  void start() {
    authority = TestAuthority.start(now::get);
    keeper = new EvidenceKeeper(authority.timeStamps());
  }

  @AfterEach
  void stop() {
    authority.close();
  }

  @Test
  void oneTimeStampProvesThousandsOfDocuments() {
    List<EvidenceRecord> records = record(5000);
    assertThat(authority.asked(Service.TSA)).isOne();
    assertThat(records).hasSize(5000);
    for (int i = 0; i < 5000; i += 499) {
      assertThat(verify(records.get(i), i)).isEqualTo(new Proven(List.of(TestSigner.NOW)));
    }
    assertThat(records.get(4999).encoded().length).isLessThan(4096);
  }

  @Test
  void setOfAnySizeIsProven() {
    for (int size = 1; size <= 20; size++) {
      List<EvidenceRecord> records = record(size);
      for (int i = 0; i < size; i++) {
        assertThat(verify(records.get(i), i)).isInstanceOf(Proven.class);
      }
    }
  }

  @Test
  void documentsThatAreEqualAreProvenBoth() {
    List<EvidenceRecord> records =
        keeper.record(SHA256, List.of(hash(1, SHA256), hash(2, SHA256), hash(1, SHA256)));
    assertThat(verify(records.get(0), 1)).isInstanceOf(Proven.class);
    assertThat(verify(records.get(2), 1)).isInstanceOf(Proven.class);
  }

  @Test
  void otherDocumentIsNotProven() {
    assertThat(reason(verify(record(5).get(3), 4))).isEqualTo(Reason.OTHER_DOCUMENT);
    assertThat(reason(verify(record(1).getFirst(), 4))).isEqualTo(Reason.OTHER_DOCUMENT);
  }

  @Test
  void renewedTimeStampNeedsNoDocuments() {
    List<EvidenceRecord> records = record(100);
    now.set(TestSigner.NOW.plus(Duration.ofDays(365)));
    List<EvidenceRecord> renewed = keeper.renewTimeStamps(records);
    assertThat(authority.asked(Service.TSA)).isEqualTo(2);
    assertThat(verify(renewed.get(42), 42))
        .isEqualTo(new Proven(List.of(TestSigner.NOW, now.get())));
  }

  @Test
  void setsOfManyTimeStampsAreRenewedByOne() {
    List<EvidenceRecord> all = new ArrayList<>(record(10));
    all.addAll(record(10));
    all.addAll(record(10));
    now.set(TestSigner.NOW.plus(Duration.ofDays(365)));
    List<EvidenceRecord> renewed = keeper.renewTimeStamps(all);
    assertThat(authority.asked(Service.TSA)).isEqualTo(4);
    for (int i = 0; i < 30; i++) {
      assertThat(verify(renewed.get(i), i % 10)).isInstanceOf(Proven.class);
    }
  }

  @Test
  void renewedTreeRestsOnTheNewAlgorithm() {
    List<EvidenceRecord> renewed = renewTrees(keeper.renewTimeStamps(record(7)));
    now.set(now.get().plus(Duration.ofDays(1)));
    renewed = keeper.renewTimeStamps(renewed);
    assertThat(renewed.get(6).algorithm()).isEqualTo(SHA512);
    for (int i = 0; i < 7; i++) {
      assertThat(verify(renewed.get(i), i))
          .isInstanceOfSatisfying(Proven.class, proven -> assertThat(proven.times()).hasSize(4));
    }
    assertThat(reason(verify(renewed.get(6), 5))).isEqualTo(Reason.OTHER_DOCUMENT);
  }

  @Test
  void documentChangedBetweenRenewalsIsSeen() {
    EvidenceRecord record = renewTrees(record(3)).get(1);
    Function<String, Hash> changed = algorithm -> hash(algorithm.equals(SHA512) ? 2 : 1, algorithm);
    assertThat(reason(verifier().verify(record, changed))).isEqualTo(Reason.BROKEN_CHAIN);
  }

  @Test
  void evidenceOfOthersCannotBePutIn() {
    EvidenceRecord mine = keeper.renewTimeStamps(record(3)).get(1);
    EvidenceRecord other = keeper.renewTimeStamps(record(4)).get(1);
    EvidenceRecord mixed =
        EvidenceRecord.of(mine.chains().getFirst().getFirst())
            .renewed(other.chains().getFirst().get(1));
    assertThat(reason(verify(mixed, 1))).isEqualTo(Reason.BROKEN_CHAIN);
  }

  @Test
  void timesMustFollowEachOther() {
    List<EvidenceRecord> records = record(2);
    now.set(TestSigner.NOW.minus(Duration.ofDays(1)));
    EvidenceRecord renewed = keeper.renewTimeStamps(records).getFirst();
    assertThat(reason(verify(renewed, 0))).isEqualTo(Reason.WRONG_ORDER);
  }

  @Test
  void evidenceThatWasNotRenewedInTimeHasEnded() {
    EvidenceRecord record = record(2).getFirst();
    now.set(Instant.parse("2047-01-01T00:00:00Z"));
    assertThat(reason(verify(record, 0))).isEqualTo(Reason.WRONG_ORDER);
  }

  @Test
  void authorityOfNobodysTrustProvesNothing() {
    EvidenceRecord record = record(2).getFirst();
    EvidenceVerifier strict = new EvidenceVerifier(List.of(TestSigner.ROOT), now::get);
    assertThat(reason(strict.verify(record, algorithm -> hash(0, algorithm))))
        .isEqualTo(Reason.BAD_TIME_STAMP);
  }

  @Test
  void recordIsReadAsItWasWritten() {
    EvidenceRecord record = renewTrees(record(9)).get(4);
    EvidenceRecord read = EvidenceRecord.decode(record.encoded());
    assertThat(read.encoded()).isEqualTo(record.encoded());
    assertThat(verify(read, 4)).isInstanceOf(Proven.class);
  }

  @Test
  void whatIsNoRecordIsRefused() {
    byte[] cut = record(2).getFirst().encoded();
    for (int length = 0; length < cut.length; length += 7) {
      byte[] start = Arrays.copyOf(cut, length);
      assertThatThrownBy(() -> EvidenceRecord.decode(start))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private List<EvidenceRecord> renewTrees(List<EvidenceRecord> records) {
    List<Renewal> renewals = new ArrayList<>();
    for (int i = 0; i < records.size(); i++) {
      renewals.add(new Renewal(records.get(i), hash(i, SHA512)));
    }
    return keeper.renewTrees(SHA512, renewals);
  }

  private List<EvidenceRecord> record(int count) {
    List<Hash> documents = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      documents.add(hash(i, SHA256));
    }
    return keeper.record(SHA256, documents);
  }

  private EvidenceVerdict verify(EvidenceRecord record, int document) {
    return verifier().verify(record, algorithm -> hash(document, algorithm));
  }

  private EvidenceVerifier verifier() {
    return new EvidenceVerifier(List.of(authority.root()), now::get);
  }

  private static Reason reason(EvidenceVerdict verdict) {
    assertThat(verdict).isInstanceOf(Unproven.class);
    return ((Unproven) verdict).reason();
  }

  static byte[] document(int number) {
    return ByteBuffer.allocate(4).putInt(number).array();
  }

  private static Hash hash(int number, String algorithm) {
    return new Hash(Hash.digest(algorithm).digest(document(number)));
  }
}
