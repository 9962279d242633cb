package vn.antin.auth.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.BlockPool;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.FixedBlockPool;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2id (RFC 9106), one lane, in the PHC string format. A thread keeps the memory that it fills,
 * wiped, for its next hash: taking it anew each time costs as much processor time in garbage as the
 * hash itself. Thread-safe.
 */
final class Argon2 {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int SALT_LENGTH = 16;
  private static final int HASH_LENGTH = 32;
  private static final int VERSION = 19;
  private static final Pattern PHC =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=([0-9]{1,8}),t=([0-9]{1,4}),p=1"
              + "\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{16,86})");

  private final int memory;
  private final int iterations;
  private final ThreadLocal<BlockPool> blocks;

  /**
   * At this price.
   *
   * @param memory in KiB
   */
  Argon2(int memory, int iterations) {
    this.memory = memory;
    this.iterations = iterations;
    this.blocks = ThreadLocal.withInitial(() -> new FixedBlockPool(memory));
  }

  String encode(String secret) {
    byte[] salt = new byte[SALT_LENGTH];
    RANDOM.nextBytes(salt);
    byte[] hash = hash(secret, salt, memory, iterations, HASH_LENGTH);
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=%d$m=%d,t=%d,p=1$%s$%s"
        .formatted(
            VERSION, memory, iterations, base64.encodeToString(salt), base64.encodeToString(hash));
  }

  /** False also when the text is no hash of this kind. */
  boolean matches(String secret, String encoded) {
    Matcher parts = PHC.matcher(encoded);
    if (!parts.matches()) {
      return false;
    }
    byte[] expected = Base64.getDecoder().decode(parts.group(4));
    byte[] found =
        hash(
            secret,
            Base64.getDecoder().decode(parts.group(3)),
            Integer.parseInt(parts.group(1)),
            Integer.parseInt(parts.group(2)),
            expected.length);
    return MessageDigest.isEqual(expected, found);
  }

  /** Whether it was made at a lower price than this one. */
  boolean outdated(String encoded) {
    Matcher parts = PHC.matcher(encoded);
    return !parts.matches()
        || Integer.parseInt(parts.group(1)) < memory
        || Integer.parseInt(parts.group(2)) < iterations;
  }

  private byte[] hash(String secret, byte[] salt, int memory, int iterations, int length) {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(memory)
            .withIterations(iterations)
            .withParallelism(1)
            .withSalt(salt)
            .withBlockPool(blocks.get())
            .build());
    byte[] hash = new byte[length];
    generator.generateBytes(secret.getBytes(StandardCharsets.UTF_8), hash);
    return hash;
  }
}
