package vn.antin.evidence;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A grant as its canonical encoding tells it: {@code antin-grant-v1}, a run of fields, each a
 * four-byte big-endian length and its bytes.
 *
 * @param request null when the application made the hashes itself
 * @param hashType {@code SDR}: of source documents, {@code DTBSR}: of what is signed
 * @param hashes at most {@value #MOST}, in the order asked for
 */
@SuppressWarnings("ArrayRecordComponent") // read from a file and compared by value where needed
record GrantRecord(
    UUID id,
    UUID official,
    String client,
    UUID credential,
    @Nullable UUID request,
    String hashType,
    String hashAlgorithm,
    Instant expiresAt,
    List<byte[]> hashes) {
  static final byte[] VERSION = "antin-grant-v1".getBytes(StandardCharsets.UTF_8);
  static final int MOST = 5_000;
  private static final int UUID_BYTES = 16;

  GrantRecord {
    hashes = List.copyOf(hashes);
  }

  /**
   * Reads an encoding.
   *
   * @throws IllegalArgumentException when it is not one, or not the only one of its grant
   */
  static GrantRecord decode(byte[] encoding) {
    var fields = new Fields(ByteBuffer.wrap(encoding));
    if (!Arrays.equals(fields.next(), VERSION)) {
      throw new IllegalArgumentException("the encoding is not an antin-grant-v1");
    }
    UUID id = uuid(fields.next());
    UUID official = uuid(fields.next());
    String client = fields.text();
    UUID credential = uuid(fields.next());
    byte[] request = fields.next();
    String type = fields.text();
    String algorithm = fields.text();
    byte[] parameters = fields.next();
    if ((request.length == 0) != (parameters.length == 0)) {
      throw new IllegalArgumentException("request and parameters do not stand together");
    }
    int digestLength = Digests.of(Digests.name(algorithm)).getDigestLength();
    long expiry = fields.number();
    long count = fields.number();
    if (count < 1 || count > MOST) {
      throw new IllegalArgumentException("a grant has 1 to " + MOST + " hashes, not " + count);
    }
    List<byte[]> hashes = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      byte[] hash = fields.next();
      if (hash.length != digestLength) {
        throw new IllegalArgumentException("a hash has another length than " + algorithm);
      }
      hashes.add(hash);
    }
    fields.end();
    return new GrantRecord(
        id,
        official,
        client,
        credential,
        request.length == 0 ? null : uuid(request),
        type,
        algorithm,
        Instant.ofEpochSecond(expiry),
        hashes);
  }

  private static UUID uuid(byte[] bytes) {
    if (bytes.length != UUID_BYTES) {
      throw new IllegalArgumentException("an id has 16 bytes, not " + bytes.length);
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new UUID(buffer.getLong(), buffer.getLong());
  }

  private record Fields(ByteBuffer bytes) {
    byte[] next() {
      if (bytes.remaining() < Integer.BYTES) {
        throw new IllegalArgumentException("the encoding ends too early");
      }
      int length = bytes.getInt();
      if (length < 0 || length > bytes.remaining()) {
        throw new IllegalArgumentException("a field is longer than the encoding");
      }
      byte[] field = new byte[length];
      bytes.get(field);
      return field;
    }

    String text() {
      return new String(next(), StandardCharsets.UTF_8);
    }

    long number() {
      byte[] field = next();
      if (field.length != Long.BYTES) {
        throw new IllegalArgumentException("a number has 8 bytes, not " + field.length);
      }
      return ByteBuffer.wrap(field).getLong();
    }

    void end() {
      if (bytes.hasRemaining()) {
        throw new IllegalArgumentException("something follows the last hash");
      }
    }
  }
}
