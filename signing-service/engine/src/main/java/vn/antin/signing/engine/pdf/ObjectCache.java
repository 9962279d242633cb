package vn.antin.signing.engine.pdf;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.pdf.object.PdfObject;
import vn.antin.signing.engine.pdf.object.PdfReference;
import vn.antin.signing.engine.pdf.object.PdfStream;

/** Objects read lately, bounded by the bytes they take in the file. */
final class ObjectCache {

  private static final long OBJECT_BYTES = 2L << 20;
  private static final long STREAM_BYTES = 8L << 20;

  private final Map<PdfReference, Weighed<PdfObject>> objects =
      new LinkedHashMap<>(64, 0.75f, true);
  private final Map<Integer, Weighed<ObjectStream>> streams = new LinkedHashMap<>(8, 0.75f, true);
  private long objectBytes;
  private long streamBytes;

  private record Weighed<T>(T value, long weight) {}

  @Nullable PdfObject get(PdfReference reference) {
    Weighed<PdfObject> found = objects.get(reference);
    return found == null ? null : found.value();
  }

  void put(PdfReference reference, PdfObject value, long size) {
    // the bytes of a stream are not held, so its size does not count
    long weight = 64 + (value instanceof PdfStream ? 1024 : Math.clamp(size, 0, OBJECT_BYTES));
    Weighed<PdfObject> before = objects.put(reference, new Weighed<>(value, weight));
    objectBytes += weight - (before == null ? 0 : before.weight());
    objectBytes = trim(objects, objectBytes, OBJECT_BYTES);
  }

  @Nullable ObjectStream stream(int number) {
    Weighed<ObjectStream> found = streams.get(number);
    return found == null ? null : found.value();
  }

  void put(int number, ObjectStream value) {
    long weight = value.size() + 32L * value.headers().size();
    Weighed<ObjectStream> before = streams.put(number, new Weighed<>(value, weight));
    streamBytes += weight - (before == null ? 0 : before.weight());
    streamBytes = trim(streams, streamBytes, STREAM_BYTES);
  }

  private static <K, T> long trim(Map<K, Weighed<T>> map, long total, long allowed) {
    long left = total;
    Iterator<Weighed<T>> eldest = map.values().iterator();
    while (left > allowed && map.size() > 1) {
      left -= eldest.next().weight();
      eldest.remove();
    }
    return left;
  }

  void clear() {
    objects.clear();
    streams.clear();
    objectBytes = 0;
    streamBytes = 0;
  }
}
