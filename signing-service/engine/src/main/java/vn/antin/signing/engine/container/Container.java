package vn.antin.signing.engine.container;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import vn.antin.signing.engine.DocumentSource;

/** An opened container; used by one thread at a time, as its source is. */
public final class Container {

  private static final long FREE = 1L << 20;

  private final DocumentSource source;
  private final List<ContainerEntry> entries;

  private Container(DocumentSource source, List<ContainerEntry> entries) {
    this.source = source;
    this.entries = List.copyOf(entries);
  }

  /**
   * Reads the directory and unpacks every entry once; holds no entry in memory.
   *
   * @throws IOException when the source fails; whatever is wrong with the container is a return
   *     value
   */
  public static ContainerOpening open(DocumentSource source, ContainerLimits limits)
      throws IOException {
    try {
      if (source.length() > limits.bytes()) {
        throw new ContainerException(
            ContainerFault.TOO_LARGE,
            "%d bytes, at most %d".formatted(source.length(), limits.bytes()));
      }
      List<ContainerEntry> entries =
          new Directory(source, limits.entries(), limits.bytes()).entries();
      EntryNames.check(entries);
      checkSizes(entries, limits);
      Container container = new Container(source, entries);
      for (ContainerEntry entry : entries) {
        container.unpack(entry);
      }
      return new ContainerOpening.Opened(container);
    } catch (ContainerException e) {
      return new ContainerOpening.Refused(e.fault(), e.detail());
    }
  }

  private static void checkSizes(List<ContainerEntry> entries, ContainerLimits limits)
      throws ContainerException {
    long total = 0;
    for (ContainerEntry entry : entries) {
      total += entry.size();
      if (total > limits.unpacked()) {
        throw new ContainerException(
            ContainerFault.TOO_LARGE, "Unpacks to more than %d bytes".formatted(limits.unpacked()));
      }
      if (entry.size() > FREE && entry.size() / limits.ratio() > entry.packedSize()) {
        throw new ContainerException(
            ContainerFault.BOMB,
            "%s unpacks from %d to %d bytes"
                .formatted(entry.name(), entry.packedSize(), entry.size()));
      }
    }
  }

  private void unpack(ContainerEntry entry) throws IOException, ContainerException {
    CRC32 crc = new CRC32();
    long size = 0;
    try (InputStream in = stream(entry)) {
      byte[] block = new byte[32 * 1024];
      for (int count = in.read(block); count >= 0; count = in.read(block)) {
        size += count;
        if (size > entry.size()) {
          throw new ContainerException(
              ContainerFault.DAMAGED, entry.name() + " is larger than its directory says");
        }
        crc.update(block, 0, count);
      }
    } catch (ZipException | EOFException e) {
      throw new ContainerException(
          ContainerFault.DAMAGED, entry.name() + " cannot be unpacked: " + e.getMessage());
    }
    if (size != entry.size() || crc.getValue() != entry.crc()) {
      throw new ContainerException(
          ContainerFault.DAMAGED, entry.name() + " is not what its directory says");
    }
  }

  /** In the order of the container. */
  public List<ContainerEntry> entries() {
    return entries;
  }

  public Optional<ContainerEntry> entry(String name) {
    return entries.stream().filter(entry -> entry.name().equals(name)).findFirst();
  }

  /** An entry's unpacked bytes; never more than its size. */
  public InputStream open(ContainerEntry entry) {
    return new Bounded(stream(entry), entry.size());
  }

  /**
   * An entry's unpacked bytes.
   *
   * @throws IllegalArgumentException when it is larger than the limit
   */
  public byte[] bytes(ContainerEntry entry, int limit) throws IOException {
    if (entry.size() > limit) {
      throw new IllegalArgumentException(
          "%s has %d bytes, at most %d".formatted(entry.name(), entry.size(), limit));
    }
    try (InputStream in = open(entry)) {
      return in.readNBytes((int) entry.size());
    }
  }

  DocumentSource source() {
    return source;
  }

  private InputStream stream(ContainerEntry entry) {
    InputStream packed = new Slice(source, entry.place().data(), entry.packedSize());
    if (!entry.deflated()) {
      return packed;
    }
    // A raw deflate stream may need one byte more than it has (see Inflater's constructor).
    InputStream padded = new SequenceInputStream(packed, new ByteArrayInputStream(new byte[] {0}));
    return new Inflating(padded);
  }

  /** Frees the inflater's native memory when closed. */
  private static final class Inflating extends InflaterInputStream {

    Inflating(InputStream in) {
      super(in, new Inflater(true), 16 * 1024);
    }

    @Override
    public void close() throws IOException {
      inf.end();
      super.close();
    }
  }

  private static final class Bounded extends java.io.FilterInputStream {

    private long left;

    Bounded(InputStream in, long left) {
      super(in);
      this.left = left;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
      if (left == 0) {
        return -1;
      }
      int taken = super.read(bytes, offset, (int) Math.min(count, left));
      left -= Math.max(taken, 0);
      return taken;
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }
}
