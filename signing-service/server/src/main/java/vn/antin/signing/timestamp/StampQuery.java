package vn.antin.signing.timestamp;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.timestamp.DerReader.Malformed;

/**
 * A {@code TimeStampReq} of RFC 3161 §2.4.1 that may be answered. The record owns its arrays.
 *
 * @param imprint algorithm and hash value, encoded as they came
 * @param policy the policy to stamp under, encoded: the one asked for, or the first
 * @param nonce encoded as it came, empty without one
 * @param certificates whether the token shall carry them
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record StampQuery(byte[] imprint, byte[] policy, byte[] nonce, boolean certificates)
    implements QueryReading {
  /** No honest query is longer: the largest hash, a policy and a nonce are under 300 bytes. */
  static final int LONGEST = 4096;

  private static final byte[] VERSION = {1};
  private static final int LONGEST_NONCE = 64;

  /**
   * Reads a query.
   *
   * @param policies encoded object identifiers, the first is taken when none is asked for
   */
  static QueryReading read(byte[] bytes, List<byte[]> policies) {
    try {
      return parse(bytes, policies);
    } catch (Malformed e) {
      return refused(Refusal.BAD_DATA_FORMAT, "not a TimeStampReq: " + e.getMessage());
    }
  }

  private static QueryReading parse(byte[] bytes, List<byte[]> policies) throws Malformed {
    var whole = new DerReader(bytes);
    var query = whole.enter(Der.SEQUENCE);
    whole.end();
    if (!Arrays.equals(integer(query, 8), VERSION)) {
      return refused(Refusal.BAD_REQUEST, "only version 1 is known");
    }
    var imprint = query.whole(Der.SEQUENCE);
    var asked = query.next(Der.OID) ? query.whole(Der.OID) : Der.NOTHING;
    var nonce =
        query.next(Der.INTEGER) ? Der.tlv(Der.INTEGER, integer(query, LONGEST_NONCE)) : Der.NOTHING;
    var certificates = query.next(Der.BOOLEAN) && truth(query.content(Der.BOOLEAN));
    var extensions = query.next(Der.CONSTRUCTED_CONTEXT);
    if (extensions) {
      query.content(Der.CONSTRUCTED_CONTEXT);
    }
    query.end();
    var wrong = wrongImprint(imprint);
    if (wrong != null) {
      return wrong;
    }
    if (extensions) {
      return refused(Refusal.UNACCEPTED_EXTENSION, "no extension is known");
    }
    if (asked.length == 0) {
      return new StampQuery(imprint, policies.getFirst(), nonce, certificates);
    }
    return policies.stream().anyMatch(each -> Arrays.equals(each, asked))
        ? new StampQuery(imprint, asked, nonce, certificates)
        : refused(Refusal.UNACCEPTED_POLICY, "the policy is none of ours");
  }

  private static StampAnswer.@Nullable Refused wrongImprint(byte[] encoded) throws Malformed {
    var imprint = new DerReader(encoded).enter(Der.SEQUENCE);
    var identifier = imprint.enter(Der.SEQUENCE);
    var hash = imprint.content(Der.OCTET_STRING);
    imprint.end();
    var algorithm = ImprintAlgorithm.of(identifier.whole(Der.OID));
    if (algorithm.isEmpty()) {
      return new StampAnswer.Refused(Refusal.BAD_ALG, "the hash algorithm is not accepted");
    }
    if (identifier.more() && identifier.content(Der.NULL).length != 0) {
      throw new Malformed("NULL is empty");
    }
    identifier.end();
    if (hash.length != algorithm.get().length()) {
      throw new Malformed(
          "a hash of %s has %d bytes, this one %d"
              .formatted(algorithm.get().title(), algorithm.get().length(), hash.length));
    }
    return null;
  }

  private static byte[] integer(DerReader from, int longest) throws Malformed {
    var content = from.content(Der.INTEGER);
    if (content.length == 0 || content.length > longest) {
      throw new Malformed("an INTEGER has 1 to %d bytes".formatted(longest));
    }
    if (content.length > 1
        && ((content[0] == 0 && content[1] >= 0) || (content[0] == -1 && content[1] < 0))) {
      throw new Malformed("an INTEGER is not the shortest");
    }
    return content;
  }

  /** FALSE is the default and need not be written; who writes it all the same is understood. */
  private static boolean truth(byte[] content) throws Malformed {
    if (content.length != 1 || (content[0] != 0 && content[0] != -1)) {
      throw new Malformed("a BOOLEAN is 00 or ff");
    }
    return content[0] != 0;
  }

  private static StampAnswer.Refused refused(Refusal refusal, String said) {
    return new StampAnswer.Refused(refusal, said);
  }
}
