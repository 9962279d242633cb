package vn.antin.signing.engine.evidence;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Object;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.tsp.ArchiveTimeStamp;
import org.bouncycastle.asn1.tsp.ArchiveTimeStampChain;
import org.bouncycastle.asn1.tsp.ArchiveTimeStampSequence;
import org.bouncycastle.asn1.tsp.PartialHashtree;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.jspecify.annotations.Nullable;

/** The evidence of one document (RFC 4998 section 3.1). Immutable. */
public final class EvidenceRecord {

  private static final int LONGEST = 4 << 20;

  private final byte[] encoded;
  private final List<ArchiveTimeStampChain> structures;
  private final List<List<Stamp>> chains;

  private EvidenceRecord(byte[] encoded, List<ArchiveTimeStampChain> structures) {
    this.encoded = encoded;
    this.structures = List.copyOf(structures);
    this.chains = structures.stream().map(EvidenceRecord::stamps).toList();
    if (chains.isEmpty() || chains.stream().anyMatch(List::isEmpty)) {
      throw new IllegalArgumentException("a record without evidence");
    }
  }

  /** One archive time-stamp: what leads from the evidence to the imprint, and the token. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Stamp(String algorithm, List<List<byte[]>> path, byte[] token) {}

  /**
   * Reads a record.
   *
   * @throws IllegalArgumentException when the bytes are no record, or one with hash algorithms that
   *     are not taken here
   */
  public static EvidenceRecord decode(byte[] encoded) {
    if (encoded.length > LONGEST) {
      throw new IllegalArgumentException("A record of %d bytes".formatted(encoded.length));
    }
    try {
      org.bouncycastle.asn1.tsp.EvidenceRecord read =
          org.bouncycastle.asn1.tsp.EvidenceRecord.getInstance(encoded);
      return new EvidenceRecord(
          encoded.clone(), List.of(read.getArchiveTimeStampSequence().getArchiveTimeStampChains()));
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("No evidence record: " + e.getMessage(), e);
    }
  }

  static EvidenceRecord of(Stamp stamp) {
    return of(List.of(new ArchiveTimeStampChain(structure(stamp))));
  }

  private static EvidenceRecord of(List<ArchiveTimeStampChain> structures) {
    AlgorithmIdentifier[] algorithms =
        structures.stream()
            .flatMap(chain -> Arrays.stream(chain.getArchiveTimestamps()))
            .map(ArchiveTimeStamp::getDigestAlgorithmIdentifier)
            .distinct()
            .toArray(AlgorithmIdentifier[]::new);
    return new EvidenceRecord(
        der(
            new org.bouncycastle.asn1.tsp.EvidenceRecord(
                algorithms, null, null, sequence(structures))),
        structures);
  }

  /** DER. */
  public byte[] encoded() {
    return encoded.clone();
  }

  /** The algorithm of the newest chain, with which a renewal of the time-stamp is made. */
  public String algorithm() {
    return chains.getLast().getLast().algorithm();
  }

  List<List<Stamp>> chains() {
    return chains;
  }

  /** The newest token, which a renewal covers. */
  byte[] newest() {
    return chains.getLast().getLast().token();
  }

  EvidenceRecord renewed(Stamp stamp) {
    List<ArchiveTimeStamp> last =
        new ArrayList<>(List.of(structures.getLast().getArchiveTimestamps()));
    last.add(structure(stamp));
    List<ArchiveTimeStampChain> longer =
        new ArrayList<>(structures.subList(0, structures.size() - 1));
    longer.add(new ArchiveTimeStampChain(last.toArray(ArchiveTimeStamp[]::new)));
    return of(longer);
  }

  EvidenceRecord withChain(Stamp stamp) {
    List<ArchiveTimeStampChain> longer = new ArrayList<>(structures);
    longer.add(new ArchiveTimeStampChain(structure(stamp)));
    return of(longer);
  }

  /** The DER encoding of the first chains, which the next one covers (section 5.2). */
  byte[] sequenceOf(int count) {
    return der(sequence(structures.subList(0, count)));
  }

  private static ArchiveTimeStampSequence sequence(List<ArchiveTimeStampChain> chains) {
    return new ArchiveTimeStampSequence(chains.toArray(ArchiveTimeStampChain[]::new));
  }

  private static List<Stamp> stamps(ArchiveTimeStampChain chain) {
    return Arrays.stream(chain.getArchiveTimestamps()).map(EvidenceRecord::stamp).toList();
  }

  private static ArchiveTimeStamp structure(Stamp stamp) {
    PartialHashtree[] path =
        stamp.path().stream()
            .map(group -> new PartialHashtree(group.toArray(byte[][]::new)))
            .toArray(PartialHashtree[]::new);
    return new ArchiveTimeStamp(
        Digests.identifier(stamp.algorithm()),
        path.length == 0 ? null : path,
        ContentInfo.getInstance(stamp.token()));
  }

  private static Stamp stamp(ArchiveTimeStamp stamp) {
    String algorithm = Digests.name(stamp.getDigestAlgorithmIdentifier());
    if (algorithm == null) {
      throw new IllegalArgumentException(
          "A hash algorithm that is not taken: "
              + stamp.getDigestAlgorithmIdentifier().getAlgorithm());
    }
    PartialHashtree @Nullable [] path = stamp.getReducedHashTree();
    return new Stamp(
        algorithm,
        path == null
            ? List.of()
            : Arrays.stream(path).map(group -> List.of(group.getValues())).toList(),
        der(stamp.getTimeStamp()));
  }

  private static byte[] der(ASN1Object object) {
    try {
      return object.getEncoded(ASN1Encoding.DER);
    } catch (IOException e) {
      throw new IllegalStateException("Writing to memory does not fail", e);
    }
  }
}
