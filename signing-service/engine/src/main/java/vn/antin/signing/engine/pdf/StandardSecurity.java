package vn.antin.signing.engine.pdf;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import vn.antin.signing.engine.pdf.object.PdfBoolean;
import vn.antin.signing.engine.pdf.object.PdfDictionary;
import vn.antin.signing.engine.pdf.object.PdfString;

/**
 * The file key that an empty user password gives (ISO 32000-1 section 7.6.3, ISO 32000-2 section
 * 7.6.4). MD5, RC4 and unauthenticated AES are what the format has; nothing is protected by them
 * here, a reader just has to undo them.
 */
final class StandardSecurity {

  /** Stands in for a password of fewer than 32 bytes. */
  private static final byte[] PADDING = {
    0x28,
    (byte) 0xBF,
    0x4E,
    0x5E,
    0x4E,
    0x75,
    (byte) 0x8A,
    0x41,
    0x64,
    0x00,
    0x4E,
    0x56,
    (byte) 0xFF,
    (byte) 0xFA,
    0x01,
    0x08,
    0x2E,
    0x2E,
    0x00,
    (byte) 0xB6,
    (byte) 0xD0,
    0x68,
    0x3E,
    (byte) 0x80,
    0x2F,
    0x0C,
    (byte) 0xA9,
    (byte) 0xFE,
    0x64,
    0x53,
    0x69,
    0x7A
  };

  private static final int FROM_R6 = 48;

  private StandardSecurity() {}

  /** The key, or nothing when a password is needed. */
  static Optional<byte[]> key(PdfFile file, PdfDictionary encrypt, int bytes) {
    int revision = (int) file.number(encrypt.get("R"), 0);
    byte[] user = string(file, encrypt, "U");
    try {
      if (revision >= 5) {
        return user.length < FROM_R6 ? Optional.empty() : fromRevision5(file, encrypt, revision);
      }
      byte[] identifier =
          file.array(file.trailer().get("ID")).stream()
              .findFirst()
              .map(part -> file.resolve(part) instanceof PdfString s ? s.bytes() : new byte[0])
              .orElse(new byte[0]);
      byte[] key = upToRevision4(file, encrypt, revision, bytes, identifier);
      byte[] expected = userValue(revision, key, identifier);
      int compared = revision == 2 ? 32 : 16;
      return user.length >= compared
              && MessageDigest.isEqual(
                  Arrays.copyOf(user, compared), Arrays.copyOf(expected, compared))
          ? Optional.of(key)
          : Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The JDK has MD5, RC4, AES and SHA-2", e);
    }
  }

  private static byte[] string(PdfFile file, PdfDictionary encrypt, String name) {
    return file.resolve(encrypt.get(name)) instanceof PdfString string
        ? string.bytes()
        : new byte[0];
  }

  /** Algorithm 2. */
  private static byte[] upToRevision4(
      PdfFile file, PdfDictionary encrypt, int revision, int bytes, byte[] identifier)
      throws GeneralSecurityException {
    MessageDigest md5 = MessageDigest.getInstance("MD5");
    md5.update(PADDING);
    md5.update(Arrays.copyOf(string(file, encrypt, "O"), 32));
    int permissions = EncryptedFile.permissions(file, encrypt);
    for (int i = 0; i < 4; i++) {
      md5.update((byte) (permissions >> (8 * i)));
    }
    md5.update(identifier);
    if (revision >= 4
        && file.resolve(encrypt.get("EncryptMetadata")) instanceof PdfBoolean metadata
        && !metadata.value()) {
      md5.update(new byte[] {-1, -1, -1, -1});
    }
    byte[] digest = md5.digest();
    for (int i = 0; revision >= 3 && i < 50; i++) {
      digest = md5.digest(Arrays.copyOf(digest, bytes));
    }
    return Arrays.copyOf(digest, bytes);
  }

  /** Algorithms 4 and 5: what /U holds when the password is empty. */
  private static byte[] userValue(int revision, byte[] key, byte[] identifier)
      throws GeneralSecurityException {
    if (revision == 2) {
      return rc4(key, PADDING);
    }
    MessageDigest md5 = MessageDigest.getInstance("MD5");
    md5.update(PADDING);
    byte[] value = rc4(key, md5.digest(identifier));
    for (int i = 1; i < 20; i++) {
      byte[] turned = key.clone();
      for (int j = 0; j < turned.length; j++) {
        turned[j] ^= (byte) i;
      }
      value = rc4(turned, value);
    }
    return value;
  }

  /** Algorithm 2.A. */
  private static Optional<byte[]> fromRevision5(PdfFile file, PdfDictionary encrypt, int revision)
      throws GeneralSecurityException {
    byte[] user = string(file, encrypt, "U");
    byte[] validation = Arrays.copyOfRange(user, 32, 40);
    byte[] keySalt = Arrays.copyOfRange(user, 40, 48);
    byte[] wrapped = string(file, encrypt, "UE");
    if (wrapped.length < 32
        || !MessageDigest.isEqual(hash(validation, revision), Arrays.copyOf(user, 32))) {
      return Optional.empty();
    }
    return Optional.of(
        aes(
            Cipher.DECRYPT_MODE,
            hash(keySalt, revision),
            new byte[16],
            Arrays.copyOf(wrapped, 32)));
  }

  /** Algorithm 2.B for an empty password; revision 5 is its first step only. */
  private static byte[] hash(byte[] salt, int revision) throws GeneralSecurityException {
    byte[] key = MessageDigest.getInstance("SHA-256").digest(salt);
    if (revision == 5) {
      return key;
    }
    for (int round = 0, last = 0; round < 64 || last > round - 32; round++) {
      byte[] repeated = new byte[64 * key.length];
      for (int i = 0; i < 64; i++) {
        System.arraycopy(key, 0, repeated, i * key.length, key.length);
      }
      byte[] mixed =
          aes(
              Cipher.ENCRYPT_MODE,
              Arrays.copyOf(key, 16),
              Arrays.copyOfRange(key, 16, 32),
              repeated);
      int sum = 0;
      for (int i = 0; i < 16; i++) {
        sum += mixed[i] & 0xff;
      }
      String next = sum % 3 == 0 ? "SHA-256" : sum % 3 == 1 ? "SHA-384" : "SHA-512";
      key = MessageDigest.getInstance(next).digest(mixed);
      last = mixed[mixed.length - 1] & 0xff;
    }
    return Arrays.copyOf(key, 32);
  }

  /** AES in CBC without padding. */
  @SuppressWarnings("InsecureCryptoUsage") // the format's own choice
  static byte[] aes(int mode, byte[] key, byte[] vector, byte[] data)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
    cipher.init(mode, new SecretKeySpec(key, "AES"), new IvParameterSpec(vector));
    return cipher.doFinal(data);
  }

  /** RC4, which is the same in both directions; written out, as some providers lack it. */
  static byte[] rc4(byte[] key, byte[] data) {
    int[] state = new int[256];
    for (int i = 0; i < 256; i++) {
      state[i] = i;
    }
    for (int i = 0, j = 0; i < 256; i++) {
      j = (j + state[i] + (key[i % key.length] & 0xff)) & 0xff;
      swap(state, i, j);
    }
    byte[] out = new byte[data.length];
    for (int n = 0, i = 0, j = 0; n < data.length; n++) {
      i = (i + 1) & 0xff;
      j = (j + state[i]) & 0xff;
      swap(state, i, j);
      out[n] = (byte) (data[n] ^ state[(state[i] + state[j]) & 0xff]);
    }
    return out;
  }

  private static void swap(int[] state, int i, int j) {
    int held = state[i];
    state[i] = state[j];
    state[j] = held;
  }
}
