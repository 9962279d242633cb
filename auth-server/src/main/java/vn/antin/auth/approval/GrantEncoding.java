package vn.antin.auth.approval;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import vn.antin.auth.approval.asked.HashValue;
import vn.antin.auth.approval.asked.Hashes;
import vn.antin.auth.approval.asked.Source;

/**
 * The canonical encoding of a grant: every field in a fixed order, each as a four-byte big-endian
 * length and its bytes, so that two different grants never have the same encoding and the same
 * grant always has one. It is kept as evidence and hashed into the challenge that the official
 * answers.
 *
 * <p>Fields: {@code antin-grant-v1}; grant, official, client, credential and request ids; kind of
 * hash; hash algorithm OID; parameters digest; expiry in seconds since 1970; number of hashes; the
 * hashes in order. Where the application made the hashes there is neither request id nor parameters
 * digest: their fields have the length 0. Ids of ours are 16 bytes, texts are UTF-8, numbers are 8
 * bytes.
 */
final class GrantEncoding {
  private static final byte[] VERSION = "antin-grant-v1".getBytes(StandardCharsets.UTF_8);
  private static final byte[] NONE = {};
  private static final int NUMBER_BYTES = 8;
  private static final int UUID_BYTES = 16;

  private GrantEncoding() {}

  static byte[] encode(Grant grant) {
    Source source = grant.details().source();
    Hashes hashes = grant.details().hashes();
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      field(out, VERSION);
      field(out, bytes(grant.id().value()));
      field(out, bytes(grant.official().value()));
      field(out, grant.clientId().getBytes(StandardCharsets.UTF_8));
      field(out, bytes(grant.details().credentialId()));
      field(out, source == null ? NONE : bytes(source.requestId()));
      field(out, hashes.type().name().getBytes(StandardCharsets.UTF_8));
      field(out, hashes.algorithm().oid().getBytes(StandardCharsets.UTF_8));
      field(out, source == null ? NONE : source.parametersDigest().bytes());
      field(out, bytes(grant.expiresAt().getEpochSecond()));
      field(out, bytes(hashes.size()));
      for (HashValue hash : hashes.values()) {
        field(out, hash.bytes());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  /** {@code SHA-256("antin-grant-v1" ‖ random ‖ encoding)}: what the step-up commits to. */
  static Sha256 challenge(byte[] random, byte[] encoding) {
    return Sha256.digest(VERSION, random, encoding);
  }

  private static void field(DataOutputStream out, byte[] value) throws IOException {
    out.writeInt(value.length);
    out.write(value);
  }

  private static byte[] bytes(long number) {
    return ByteBuffer.allocate(NUMBER_BYTES).putLong(number).array();
  }

  private static byte[] bytes(UUID id) {
    return ByteBuffer.allocate(UUID_BYTES)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }
}
