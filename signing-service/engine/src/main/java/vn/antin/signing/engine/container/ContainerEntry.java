package vn.antin.signing.engine.container;

/**
 * An entry of a container.
 *
 * @param name path inside the container, parts divided by {@code /}; a folder's ends in it
 * @param size unpacked size in bytes
 * @param crc CRC-32 of the unpacked bytes
 */
public record ContainerEntry(
    String name, boolean deflated, long size, long packedSize, long crc, Place place) {

  /**
   * Where an entry lies in its container; of no use outside this package.
   *
   * @param header offset of the local header
   * @param data offset of the packed bytes
   * @param end offset behind the entry, data descriptor included
   */
  public record Place(long header, long data, long end) {}

  public boolean folder() {
    return name.endsWith("/");
  }
}
