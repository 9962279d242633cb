package vn.antin.signing.engine.validation.isolation;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Writes values in the form that {@link WireReader} reads. */
final class WireWriter {

  private final DataOutputStream out;

  /** Writes one value of a list. */
  interface Each<T> {
    void write(T value) throws IOException;
  }

  WireWriter(DataOutputStream out) {
    this.out = out;
  }

  void number(int value) throws IOException {
    out.writeInt(value);
  }

  void flag(boolean value) throws IOException {
    out.writeBoolean(value);
  }

  void bytes(byte[] value) throws IOException {
    out.writeInt(value.length);
    out.write(value);
  }

  void text(@Nullable String value) throws IOException {
    flag(value != null);
    if (value != null) {
      bytes(value.getBytes(StandardCharsets.UTF_8));
    }
  }

  void word(Enum<?> value) throws IOException {
    text(value.name());
  }

  void instant(@Nullable Instant value) throws IOException {
    flag(value != null);
    if (value != null) {
      out.writeLong(value.getEpochSecond());
      out.writeInt(value.getNano());
    }
  }

  <T> void list(Collection<T> values, Each<T> each) throws IOException {
    out.writeInt(values.size());
    for (T value : values) {
      each.write(value);
    }
  }

  void send() throws IOException {
    out.flush();
  }
}
