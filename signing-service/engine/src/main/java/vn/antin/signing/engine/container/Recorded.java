package vn.antin.signing.engine.container;

/**
 * What the directory says of an entry.
 *
 * @param rawName its bytes, to be compared with the local header's
 * @param offset where its local header begins
 */
@SuppressWarnings("ArrayRecordComponent") // compared only with Arrays.equals, never changed
record Recorded(
    byte[] rawName,
    String name,
    int flags,
    int method,
    long crc,
    long packedSize,
    long size,
    long offset) {

  private static final int ENCRYPTED = 0x0001 | 0x0040 | 0x2000;
  private static final int DESCRIPTOR = 0x0008;

  boolean deflated() {
    return method == 8;
  }

  /** Sizes follow the data instead of preceding it. */
  boolean describedBehind() {
    return (flags & DESCRIPTOR) != 0;
  }

  void check() throws ContainerException {
    if ((flags & ENCRYPTED) != 0) {
      throw new ContainerException(ContainerFault.UNSUPPORTED, name + " is encrypted");
    }
    if (method != 0 && method != 8) {
      throw new ContainerException(
          ContainerFault.UNSUPPORTED, "%s is packed by method %d".formatted(name, method));
    }
    if (size == 0xffffffffL || packedSize == 0xffffffffL || offset == 0xffffffffL) {
      throw new ContainerException(ContainerFault.UNSUPPORTED, name + " needs ZIP64");
    }
    // Who reads in a row cannot know where such an entry ends.
    if (method == 0 && (size != packedSize || (describedBehind() && size > 0))) {
      throw new ContainerException(ContainerFault.DAMAGED, name + " has no clear size");
    }
  }
}
