package vn.antin.signing.engine.container;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import vn.antin.signing.engine.DocumentSource;

/** An entry's own header, which must say what the directory says. */
final class LocalHeader {

  private static final int SIGNATURE = 0x04034b50;
  private static final int DESCRIPTOR_SIGNATURE = 0x08074b50;
  private static final int SIZE = 30;
  private static final long IN_ZIP64 = 0xffffffffL;

  private final DocumentSource source;
  private final Recorded recorded;

  LocalHeader(DocumentSource source, Recorded recorded) {
    this.source = source;
    this.recorded = recorded;
  }

  /**
   * The entry, when it begins where the last one ended and ends where the next begins.
   *
   * @param at where the last entry ended
   * @param next where the next one begins
   */
  ContainerEntry entry(long at, long next) throws IOException, ContainerException {
    if (recorded.offset() != at || next - at < SIZE) {
      throw damaged("does not follow the entry before it");
    }
    ByteBuffer header = Directory.little(Slice.bytes(source, at, SIZE));
    int nameLength = header.getShort(26) & 0xffff;
    int extraLength = header.getShort(28) & 0xffff;
    long data = at + SIZE + nameLength + extraLength;
    if (header.getInt(0) != SIGNATURE || data + recorded.packedSize() > next) {
      throw damaged("does not lie where the directory says");
    }
    byte[] name = Slice.bytes(source, at + SIZE, nameLength);
    ByteBuffer extra = Directory.little(Slice.bytes(source, at + SIZE + nameLength, extraLength));
    ExtraFields.refuseOtherNames(extra);
    if (!Arrays.equals(name, recorded.rawName())
        || (header.getShort(6) & 0xffff) != recorded.flags()
        || (header.getShort(8) & 0xffff) != recorded.method()
        || !sizesAgree(header, extra)) {
      throw damaged("has a header that says something else than the directory");
    }
    long end = data + recorded.packedSize();
    if (end != next && !(recorded.describedBehind() && descriptor(end, next))) {
      throw damaged("is followed by bytes that belong to no entry");
    }
    return new ContainerEntry(
        recorded.name(),
        recorded.deflated(),
        recorded.size(),
        recorded.packedSize(),
        recorded.crc(),
        new ContainerEntry.Place(at, data, next));
  }

  private boolean sizesAgree(ByteBuffer header, ByteBuffer extra) throws ContainerException {
    long crc = header.getInt(14) & 0xffffffffL;
    long packed = header.getInt(18) & 0xffffffffL;
    long size = header.getInt(22) & 0xffffffffL;
    if (recorded.describedBehind() && crc == 0) {
      return (packed == 0 && size == 0) || (packed == IN_ZIP64 && size == IN_ZIP64);
    }
    if (crc != recorded.crc()) {
      return false;
    }
    if (packed == IN_ZIP64 && size == IN_ZIP64) {
      return ExtraFields.sayInZip64(extra, recorded.size(), recorded.packedSize());
    }
    return packed == recorded.packedSize() && size == recorded.size();
  }

  /** CRC and sizes behind the data, with or without signature, sizes of 4 or 8 bytes. */
  private boolean descriptor(long end, long next) throws IOException {
    long room = next - end;
    if (room != 12 && room != 16 && room != 20 && room != 24) {
      return false;
    }
    ByteBuffer behind = Directory.little(Slice.bytes(source, end, (int) room));
    boolean signed = room == 16 || room == 24;
    if (signed && behind.getInt() != DESCRIPTOR_SIGNATURE) {
      return false;
    }
    long crc = behind.getInt() & 0xffffffffL;
    boolean wide = room >= 20;
    long packed = wide ? behind.getLong() : behind.getInt() & 0xffffffffL;
    long size = wide ? behind.getLong() : behind.getInt() & 0xffffffffL;
    return crc == recorded.crc() && packed == recorded.packedSize() && size == recorded.size();
  }

  private ContainerException damaged(String what) {
    return new ContainerException(ContainerFault.DAMAGED, recorded.name() + " " + what);
  }
}
