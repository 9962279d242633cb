package vn.antin.signing.engine.evidence;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.util.encoders.Hex;
import vn.antin.signing.engine.Hash;
import vn.antin.signing.engine.timestamp.TimeStampSource;
import vn.antin.signing.engine.timestamp.TimeStampToken;

/**
 * Makes evidence records for many documents at once and renews them. Each call asks for one
 * time-stamp, however many documents there are. Thread-safe; throws what the source of time-stamps
 * throws.
 */
public final class EvidenceKeeper {

  private final TimeStampSource timeStamps;

  public EvidenceKeeper(TimeStampSource timeStamps) {
    this.timeStamps = timeStamps;
  }

  /**
   * The first evidence.
   *
   * @param algorithm JCA name of the hash algorithm, such as {@code SHA-256}
   * @param documents their hash values with it
   * @return a record for each, in the same order
   */
  public List<EvidenceRecord> record(String algorithm, List<Hash> documents) {
    List<byte[]> values = new ArrayList<>(documents.size());
    documents.forEach(document -> values.add(checked(algorithm, document)));
    return stamped(algorithm, values).stream().map(EvidenceRecord::of).toList();
  }

  /**
   * Renews before the time-stamps' certificates end or their signature algorithm grows weak (RFC
   * 4998 section 5.2, time-stamp renewal). The documents are not needed.
   *
   * @param records all with the same {@link EvidenceRecord#algorithm()}
   */
  public List<EvidenceRecord> renewTimeStamps(List<EvidenceRecord> records) {
    String algorithm = records.getFirst().algorithm();
    List<byte[]> values = new ArrayList<>(records.size());
    for (EvidenceRecord record : records) {
      if (!record.algorithm().equals(algorithm)) {
        throw new IllegalArgumentException(
            "One renewal has one algorithm, found " + algorithm + " and " + record.algorithm());
      }
      values.add(Hash.digest(algorithm).digest(record.newest()));
    }
    List<EvidenceRecord.Stamp> stamps = stamped(algorithm, values);
    List<EvidenceRecord> renewed = new ArrayList<>(records.size());
    for (int i = 0; i < records.size(); i++) {
      renewed.add(records.get(i).renewed(stamps.get(i)));
    }
    return renewed;
  }

  /** A record and the hash of its document with the new algorithm. */
  public record Renewal(EvidenceRecord record, Hash document) {}

  /**
   * Renews before the hash algorithm grows weak (section 5.2, hash-tree renewal): the documents are
   * hashed anew.
   */
  public List<EvidenceRecord> renewTrees(String algorithm, List<Renewal> renewals) {
    List<byte[]> values = new ArrayList<>(renewals.size());
    for (Renewal renewal : renewals) {
      EvidenceRecord record = renewal.record();
      values.add(
          joined(
              algorithm,
              checked(algorithm, renewal.document()),
              record.sequenceOf(record.chains().size())));
    }
    List<EvidenceRecord.Stamp> stamps = stamped(algorithm, values);
    List<EvidenceRecord> renewed = new ArrayList<>(renewals.size());
    for (int i = 0; i < renewals.size(); i++) {
      renewed.add(renewals.get(i).record().withChain(stamps.get(i)));
    }
    return renewed;
  }

  /** The value that stands for a document and all its evidence so far. */
  static byte[] joined(String algorithm, byte[] document, byte[] sequence) {
    MessageDigest digest = Hash.digest(algorithm);
    byte[] evidence = digest.digest(sequence);
    digest.update(document);
    return digest.digest(evidence);
  }

  private List<EvidenceRecord.Stamp> stamped(String algorithm, List<byte[]> values) {
    HashTree tree = new HashTree(algorithm, values);
    TimeStampToken token = timeStamps.stamp(tree.root(), algorithm);
    return values.stream()
        .map(value -> new EvidenceRecord.Stamp(algorithm, tree.path(value), token.encoded()))
        .toList();
  }

  private static byte[] checked(String algorithm, Hash document) {
    byte[] value = document.bytes();
    int expected = Hash.digest(algorithm).getDigestLength();
    if (value.length != expected) {
      throw new IllegalArgumentException(
          "Expected %d bytes of %s, found %s"
              .formatted(expected, algorithm, Hex.toHexString(value)));
    }
    return value;
  }
}
