package vn.antin.signing.engine;

/**
 * The incremental update to append, its /Contents still zeros.
 *
 * @param contentsOffset where the hexadecimal digits of /Contents begin in {@code bytes}
 * @param contentsCapacity how many bytes of CMS fit
 */
@SuppressWarnings("ArrayRecordComponent") // lives for one call and is never compared
record SignatureTail(byte[] bytes, int contentsOffset, int contentsCapacity) {}
