package vn.antin.signing.engine.validation.isolation;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads values that another process of ours wrote. It may have been taken over, so that every
 * length is checked before memory is taken; what does not fit is an IOException.
 */
final class WireReader {

  private static final int MOST_IN_A_LIST = 100_000;

  private final DataInputStream in;
  private final int mostBytes;

  /** Reads one value of a list. */
  interface Each<T> {
    T read() throws IOException;
  }

  /** Takes byte strings of at most that many bytes. */
  WireReader(DataInputStream in, int mostBytes) {
    this.in = in;
    this.mostBytes = mostBytes;
  }

  int number() throws IOException {
    return in.readInt();
  }

  boolean flag() throws IOException {
    return in.readBoolean();
  }

  byte[] bytes() throws IOException {
    int length = within(in.readInt(), mostBytes);
    byte[] read = in.readNBytes(length);
    if (read.length != length) {
      throw new EOFException("Ends within " + length + " bytes");
    }
    return read;
  }

  @Nullable String textOrNull() throws IOException {
    return flag() ? new String(bytes(), StandardCharsets.UTF_8) : null;
  }

  String text() throws IOException {
    return Objects.requireNonNullElse(textOrNull(), "");
  }

  <E extends Enum<E>> E word(Class<E> type) throws IOException {
    String name = text();
    try {
      return Enum.valueOf(type, name);
    } catch (IllegalArgumentException e) {
      throw new IOException("No " + type.getSimpleName() + " has this name", e);
    }
  }

  @Nullable Instant instant() throws IOException {
    if (!flag()) {
      return null;
    }
    try {
      return Instant.ofEpochSecond(in.readLong(), in.readInt());
    } catch (DateTimeException | ArithmeticException e) {
      throw new IOException("No moment", e);
    }
  }

  <T> List<T> list(Each<T> each) throws IOException {
    int size = within(in.readInt(), MOST_IN_A_LIST);
    List<T> values = new ArrayList<>(Math.min(size, 100));
    for (int i = 0; i < size; i++) {
      values.add(each.read());
    }
    return values;
  }

  private static int within(int size, int most) throws IOException {
    if (size < 0 || size > most) {
      throw new IOException("Found a size of " + size + ", expected 0 to " + most);
    }
    return size;
  }
}
