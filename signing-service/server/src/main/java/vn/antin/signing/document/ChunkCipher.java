package vn.antin.signing.document;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.UUID;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import vn.antin.signing.problem.Problem;

/**
 * AES-256-GCM over numbered chunks (the STREAM construction). The nonce is the chunk's number and
 * last flag: it never repeats, because a data key belongs to one document and a document is written
 * once, front to back. The document's id is additional authenticated data. Not thread-safe.
 */
final class ChunkCipher {
  static final int CHUNK = 1024 * 1024;
  static final int TAG = 16;
  private static final int KEY_LENGTH = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final SecretKeySpec key;
  private final byte[] context;
  private final Cipher cipher;

  ChunkCipher(byte[] dataKey, UUID documentId) {
    this.key = new SecretKeySpec(dataKey, "AES");
    this.context =
        ByteBuffer.allocate(16)
            .putLong(documentId.getMostSignificantBits())
            .putLong(documentId.getLeastSignificantBits())
            .array();
    try {
      this.cipher = Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java platform has no AES-GCM", e);
    }
  }

  static byte[] newKey() {
    var dataKey = new byte[KEY_LENGTH];
    RANDOM.nextBytes(dataKey);
    return dataKey;
  }

  byte[] seal(int number, boolean last, byte[] plain, int length) {
    try {
      begin(Cipher.ENCRYPT_MODE, number, last);
      return cipher.doFinal(plain, 0, length);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a chunk could not be sealed", e);
    }
  }

  byte[] open(int number, boolean last, byte[] sealed) {
    try {
      begin(Cipher.DECRYPT_MODE, number, last);
      return cipher.doFinal(sealed);
    } catch (AEADBadTagException e) {
      throw Problem.DOCUMENT_DAMAGED.because("chunk " + number + " is not what was written", e);
    } catch (GeneralSecurityException e) {
      throw Problem.DOCUMENT_DAMAGED.because("chunk " + number + " cannot be opened", e);
    }
  }

  private void begin(int mode, int number, boolean last) throws GeneralSecurityException {
    var nonce = ByteBuffer.allocate(12).putInt(7, number).put(11, (byte) (last ? 1 : 0)).array();
    cipher.init(mode, key, new GCMParameterSpec(TAG * 8, nonce));
    cipher.updateAAD(context);
  }
}
