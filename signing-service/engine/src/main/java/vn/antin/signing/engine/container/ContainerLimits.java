package vn.antin.signing.engine.container;

/**
 * How much of a container is read.
 *
 * @param bytes size of the container in bytes
 * @param entries number of entries
 * @param unpacked size of all entries together, unpacked, in bytes
 * @param ratio how many times its packed size an entry may have, once it is over 1 MiB
 */
public record ContainerLimits(long bytes, int entries, long unpacked, int ratio) {

  /** 512 MiB packed, 1 GiB unpacked, 5,000 entries, 200 : 1. */
  public static final ContainerLimits DEFAULT =
      new ContainerLimits(512L << 20, 5_000, 1L << 30, 200);

  public ContainerLimits {
    if (bytes < 1 || bytes >= 1L << 32 || entries < 1 || unpacked < 1 || ratio < 1) {
      throw new IllegalArgumentException("A limit is at least 1, a container below 4 GiB");
    }
  }
}
