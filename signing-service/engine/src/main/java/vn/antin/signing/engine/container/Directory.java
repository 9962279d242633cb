package vn.antin.signing.engine.container;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import vn.antin.signing.engine.DocumentSource;

/** Reads the directory at the container's end and holds it against the headers of the entries. */
final class Directory {

  private static final int END_SIGNATURE = 0x06054b50;
  private static final int ENTRY_SIGNATURE = 0x02014b50;
  private static final int END_SIZE = 22;
  private static final int ENTRY_SIZE = 46;
  private static final int LONGEST_COMMENT = 0xffff;
  private static final int LARGEST = 8 << 20;
  private static final long IN_ZIP64 = 0xffffffffL;

  private final DocumentSource source;
  private final int mostEntries;
  private final long length;

  Directory(DocumentSource source, int mostEntries, long mostBytes) throws IOException {
    this.source = source;
    this.mostEntries = mostEntries;
    this.length = Math.min(source.length(), mostBytes);
  }

  /** In the order in which they lie in the container. */
  List<ContainerEntry> entries() throws IOException, ContainerException {
    ByteBuffer end = end();
    int count = end.getShort(10) & 0xffff;
    long size = end.getInt(12) & 0xffffffffL;
    long offset = end.getInt(16) & 0xffffffffL;
    if (end.getShort(4) != 0 || end.getShort(6) != 0 || end.getShort(8) != end.getShort(10)) {
      throw new ContainerException(ContainerFault.UNSUPPORTED, "Parted over several files");
    }
    if (offset == IN_ZIP64 || size == IN_ZIP64 || count == 0xffff) {
      throw new ContainerException(ContainerFault.UNSUPPORTED, "ZIP64");
    }
    if (count > mostEntries) {
      throw new ContainerException(
          ContainerFault.TOO_MANY_ENTRIES, "%d entries, at most %d".formatted(count, mostEntries));
    }
    if (size > LARGEST || offset + size != length - end.capacity()) {
      throw new ContainerException(
          ContainerFault.DAMAGED, "The directory does not lie just before the container's end");
    }
    ByteBuffer directory = little(Slice.bytes(source, offset, (int) size));
    List<Recorded> recorded = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      recorded.add(next(directory));
    }
    if (directory.hasRemaining()) {
      throw new ContainerException(ContainerFault.DAMAGED, "The directory holds more than it says");
    }
    return placed(recorded, offset);
  }

  private ByteBuffer end() throws IOException, ContainerException {
    int tail = (int) Math.min(length, END_SIZE + LONGEST_COMMENT);
    byte[] bytes = Slice.bytes(source, length - tail, tail);
    ByteBuffer buffer = little(bytes);
    for (int at = tail - END_SIZE; at >= 0; at--) {
      if (buffer.getInt(at) == END_SIGNATURE
          && at + END_SIZE + (buffer.getShort(at + 20) & 0xffff) == tail) {
        return little(Arrays.copyOfRange(bytes, at, tail));
      }
    }
    throw new ContainerException(ContainerFault.NOT_ZIP, "No end of a directory");
  }

  private static Recorded next(ByteBuffer directory) throws ContainerException {
    if (directory.remaining() < ENTRY_SIZE
        || directory.getInt(directory.position()) != ENTRY_SIGNATURE) {
      throw new ContainerException(ContainerFault.DAMAGED, "The directory is cut off");
    }
    int at = directory.position();
    int nameLength = directory.getShort(at + 28) & 0xffff;
    int extraLength = directory.getShort(at + 30) & 0xffff;
    int commentLength = directory.getShort(at + 32) & 0xffff;
    if (directory.remaining() < ENTRY_SIZE + nameLength + extraLength + commentLength) {
      throw new ContainerException(ContainerFault.DAMAGED, "The directory is cut off");
    }
    byte[] name = new byte[nameLength];
    directory.get(at + ENTRY_SIZE, name);
    Recorded recorded =
        new Recorded(
            name,
            text(name),
            directory.getShort(at + 8) & 0xffff,
            directory.getShort(at + 10) & 0xffff,
            directory.getInt(at + 16) & 0xffffffffL,
            directory.getInt(at + 20) & 0xffffffffL,
            directory.getInt(at + 24) & 0xffffffffL,
            directory.getInt(at + 42) & 0xffffffffL);
    ExtraFields.refuseOtherNames(directory.slice(at + ENTRY_SIZE + nameLength, extraLength));
    recorded.check();
    directory.position(at + ENTRY_SIZE + nameLength + extraLength + commentLength);
    return recorded;
  }

  private static String text(byte[] name) throws ContainerException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(name)).toString();
    } catch (CharacterCodingException e) {
      throw new ContainerException(ContainerFault.BAD_NAME, "A name that is not UTF-8");
    }
  }

  private List<ContainerEntry> placed(List<Recorded> recorded, long directory)
      throws IOException, ContainerException {
    recorded.sort((one, other) -> Long.compare(one.offset(), other.offset()));
    List<ContainerEntry> entries = new ArrayList<>(recorded.size());
    long at = 0;
    for (int i = 0; i < recorded.size(); i++) {
      long next = i + 1 < recorded.size() ? recorded.get(i + 1).offset() : directory;
      ContainerEntry entry = new LocalHeader(source, recorded.get(i)).entry(at, next);
      at = entry.place().end();
      entries.add(entry);
    }
    if (at != directory) {
      throw new ContainerException(ContainerFault.DAMAGED, "Bytes that belong to no entry");
    }
    return entries;
  }

  static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
