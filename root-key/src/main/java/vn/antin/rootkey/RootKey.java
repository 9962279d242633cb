package vn.antin.rootkey;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import vn.antin.rootkey.RootKeyException.Code;

/**
 * The root key of one installation. Wraps small secrets for storage: AES-256-GCM with a random
 * 96-bit IV, so one root key is good for 2³² wraps (NIST SP 800-38D §8.3).
 *
 * <p>A wrapped secret is {@code version (1 byte) ‖ key id (8) ‖ IV (12) ‖ ciphertext and tag};
 * header and context are authenticated with it. Instances are immutable and safe for use by several
 * threads.
 */
public final class RootKey {
  static final int LENGTH = 32;

  private static final byte VERSION = 1;
  private static final int ID_LENGTH = 8;
  private static final int IV_LENGTH = 12;
  private static final int TAG_LENGTH = 16;
  private static final int HEADER_LENGTH = 1 + ID_LENGTH;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final SecretKey wrappingKey;
  private final byte[] id;

  private RootKey(byte[] key) {
    wrappingKey = new SecretKeySpec(derive(key, "antin-root-key-wrap-v1"), "AES");
    id = Arrays.copyOf(sha256(derive(key, "antin-root-key-id-v1")), ID_LENGTH);
  }

  /**
   * Reads the key from its file.
   *
   * @throws RootKeyException when the file is missing, malformed, or readable by anyone but its
   *     owner
   */
  public static RootKey open(Path file) {
    byte[] key = RootKeyFile.read(file);
    try {
      return new RootKey(key);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  /**
   * Makes a new key in a new file with the permissions 0600, on the disk when this returns.
   *
   * @throws RootKeyException when a file is already there or cannot be written
   */
  public static RootKey create(Path file) {
    byte[] key = new byte[LENGTH];
    RANDOM.nextBytes(key);
    try {
      RootKeyFile.create(file, key);
      return new RootKey(key);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  /** Short public name of this key, 16 hexadecimal digits; every wrapped secret carries it. */
  public String id() {
    return HexFormat.of().formatHex(id);
  }

  /**
   * Wraps a secret for storage.
   *
   * @param context says what the secret is and where it lies ({@code "totp:<account id>"}); a blob
   *     copied to another place does not open there
   */
  public byte[] wrap(byte[] secret, String context) {
    byte[] iv = new byte[IV_LENGTH];
    RANDOM.nextBytes(iv);
    byte[] header = ByteBuffer.allocate(HEADER_LENGTH).put(VERSION).put(id).array();
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, iv, header, context).doFinal(secret);
      return ByteBuffer.allocate(HEADER_LENGTH + IV_LENGTH + sealed.length)
          .put(header)
          .put(iv)
          .put(sealed)
          .array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM failed to encrypt", e);
    }
  }

  /**
   * Opens a wrapped secret.
   *
   * @throws RootKeyException when the blob was made under another key ({@link Code#OTHER_KEY}), or
   *     was changed or wrapped for another context ({@link Code#NOT_AUTHENTIC})
   */
  public byte[] unwrap(byte[] blob, String context) {
    if (blob.length < HEADER_LENGTH + IV_LENGTH + TAG_LENGTH || blob[0] != VERSION) {
      throw notAuthentic();
    }
    byte[] header = Arrays.copyOf(blob, HEADER_LENGTH);
    byte[] blobId = Arrays.copyOfRange(blob, 1, HEADER_LENGTH);
    if (!MessageDigest.isEqual(blobId, id)) {
      throw new RootKeyException(
          Code.OTHER_KEY,
          "The secret was wrapped under root key %s; this one is %s"
              .formatted(HexFormat.of().formatHex(blobId), id()));
    }
    byte[] iv = Arrays.copyOfRange(blob, HEADER_LENGTH, HEADER_LENGTH + IV_LENGTH);
    int start = HEADER_LENGTH + IV_LENGTH;
    try {
      return cipher(Cipher.DECRYPT_MODE, iv, header, context)
          .doFinal(blob, start, blob.length - start);
    } catch (AEADBadTagException e) {
      throw notAuthentic();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM failed to decrypt", e);
    }
  }

  /** Prints the key's id, never the key. */
  @Override
  public String toString() {
    return "RootKey[" + id() + "]";
  }

  private Cipher cipher(int mode, byte[] iv, byte[] header, String context)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, wrappingKey, new GCMParameterSpec(TAG_LENGTH * Byte.SIZE, iv));
    cipher.updateAAD(header);
    cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  private static byte[] derive(byte[] key, String label) {
    try {
      return KDF.getInstance("HKDF-SHA256")
          .deriveData(
              HKDFParameterSpec.expandOnly(
                  new SecretKeySpec(key, "HKDF"),
                  label.getBytes(StandardCharsets.US_ASCII),
                  LENGTH));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The JDK lacks HKDF-SHA256", e);
    }
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The JDK lacks SHA-256", e);
    }
  }

  private static RootKeyException notAuthentic() {
    return new RootKeyException(
        Code.NOT_AUTHENTIC, "The wrapped secret was changed or belongs to another place");
  }
}
