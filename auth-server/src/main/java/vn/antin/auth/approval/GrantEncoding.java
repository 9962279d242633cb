package vn.antin.auth.approval;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * The canonical encoding of a grant: every field in a fixed order, each as a four-byte big-endian
 * length and its bytes, so that two different grants never have the same encoding and the same
 * grant always has one. It is kept as evidence and hashed into the challenge that the official
 * answers.
 *
 * <p>Fields: {@code antin-grant-v1}; grant, official, client, credential and request ids; kind of
 * hash; hash algorithm OID; parameters digest; expiry in seconds since 1970; number of hashes; the
 * hashes in order. Ids of ours are 16 bytes, texts are UTF-8, numbers are 8 bytes.
 */
final class GrantEncoding {
  private static final byte[] VERSION = "antin-grant-v1".getBytes(StandardCharsets.UTF_8);
  private static final int NUMBER_BYTES = 8;
  private static final int UUID_BYTES = 16;

  private GrantEncoding() {}

  static byte[] encode(Grant grant) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      field(out, VERSION);
      field(out, bytes(grant.id().value()));
      field(out, bytes(grant.official().value()));
      field(out, grant.clientId().getBytes(StandardCharsets.UTF_8));
      field(out, bytes(grant.details().credentialId()));
      field(out, bytes(grant.details().requestId()));
      field(out, SignatureDetails.HASH_TYPE.getBytes(StandardCharsets.UTF_8));
      field(out, SignatureDetails.SHA_256_OID.getBytes(StandardCharsets.UTF_8));
      field(out, grant.details().parametersDigest().bytes());
      field(out, bytes(grant.expiresAt().getEpochSecond()));
      field(out, bytes(grant.details().documents().size()));
      for (Sha256 hash : grant.details().hashes()) {
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
