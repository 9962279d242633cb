package vn.antin.signing.engine.container;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** Extra fields of headers, as far as they can change what a header says. */
final class ExtraFields {

  private static final int ZIP64 = 0x0001;
  private static final int UNICODE_PATH = 0x7075;

  private ExtraFields() {}

  /** Some programs take an entry's name from here. */
  static void refuseOtherNames(ByteBuffer fields) throws ContainerException {
    if (find(fields, UNICODE_PATH) != null) {
      throw new ContainerException(ContainerFault.BAD_NAME, "An entry with two names");
    }
  }

  /** Whether a ZIP64 field says these sizes. */
  static boolean sayInZip64(ByteBuffer fields, long size, long packedSize)
      throws ContainerException {
    ByteBuffer field = find(fields, ZIP64);
    return field != null
        && field.remaining() >= 16
        && field.getLong(0) == size
        && field.getLong(8) == packedSize;
  }

  private static @Nullable ByteBuffer find(ByteBuffer fields, int wanted)
      throws ContainerException {
    ByteBuffer rest = fields.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    while (rest.remaining() >= 4) {
      int tag = rest.getShort() & 0xffff;
      int length = rest.getShort() & 0xffff;
      if (length > rest.remaining()) {
        throw new ContainerException(ContainerFault.DAMAGED, "An extra field is cut off");
      }
      if (tag == wanted) {
        return rest.slice(rest.position(), length).order(ByteOrder.LITTLE_ENDIAN);
      }
      rest.position(rest.position() + length);
    }
    return null;
  }
}
