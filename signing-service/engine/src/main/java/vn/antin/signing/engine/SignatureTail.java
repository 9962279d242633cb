package vn.antin.signing.engine;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * The incremental update to append, its /Contents still zeros.
 *
 * @param contentsOffset where the hexadecimal digits of /Contents begin in {@code bytes}
 * @param contentsCapacity how many bytes of CMS fit
 */
@SuppressWarnings("ArrayRecordComponent") // lives for one call and is never compared
record SignatureTail(byte[] bytes, int contentsOffset, int contentsCapacity) {

  SignatureTail {
    if (contentsOffset < 0
        || contentsCapacity < 0
        || contentsOffset + 2L * contentsCapacity > bytes.length) {
      throw new IllegalArgumentException("The room for the signature is not in the update");
    }
  }

  byte[] encoded() {
    return ByteBuffer.allocate(bytes.length + 8)
        .putInt(contentsOffset)
        .putInt(contentsCapacity)
        .put(bytes)
        .array();
  }

  static SignatureTail decode(byte[] encoded) {
    try {
      ByteBuffer in = ByteBuffer.wrap(encoded);
      int offset = in.getInt();
      int capacity = in.getInt();
      byte[] bytes = new byte[in.remaining()];
      in.get(bytes);
      return new SignatureTail(bytes, offset, capacity);
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw new EngineException(
          EngineException.Fault.NOT_A_PREPARED_SIGNATURE, "No prepared PDF signature", e);
    }
  }

  /** The bytes to append, with the CMS in its place. */
  byte[] with(byte[] cms) {
    if (cms.length > contentsCapacity) {
      throw new IllegalStateException(
          "The signature has %d bytes, room was left for %d"
              .formatted(cms.length, contentsCapacity));
    }
    byte[] filled = bytes.clone();
    for (int i = 0; i < cms.length; i++) {
      filled[contentsOffset + 2 * i] = (byte) Character.forDigit((cms[i] >> 4) & 0xf, 16);
      filled[contentsOffset + 2 * i + 1] = (byte) Character.forDigit(cms[i] & 0xf, 16);
    }
    return filled;
  }
}
