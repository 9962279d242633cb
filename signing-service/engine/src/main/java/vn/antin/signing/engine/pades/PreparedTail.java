package vn.antin.signing.engine.pades;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.EngineException;
import vn.antin.signing.engine.EngineException.Fault;
import vn.antin.signing.engine.Level;
import vn.antin.signing.engine.PreparedSignature;
import vn.antin.signing.engine.pdf.Tail;

/** What a prepared PDF signature remembers: the update that lacks its value, and the level. */
record PreparedTail(Level level, Tail tail) {

  static final String FORMAT = "pades";

  byte[] encoded() {
    byte[] name = level.text().getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(1 + name.length + 8 + 4 + 4 + tail.length())
        .put((byte) name.length)
        .put(name)
        .putLong(tail.sourceLength())
        .putInt(tail.contents())
        .putInt(tail.capacity())
        .put(tail.bytes())
        .array();
  }

  static PreparedTail of(PreparedSignature prepared) {
    if (!prepared.format().equals(FORMAT)) {
      throw foreign("Expected a prepared signature of PDF, found " + prepared.format(), null);
    }
    try {
      ByteBuffer in = ByteBuffer.wrap(prepared.state());
      byte[] name = new byte[in.get() & 0xff];
      in.get(name);
      Level level = Level.of(new String(name, StandardCharsets.US_ASCII)).orElseThrow();
      long sourceLength = in.getLong();
      int contents = in.getInt();
      int capacity = in.getInt();
      byte[] bytes = new byte[in.remaining()];
      in.get(bytes);
      return new PreparedTail(level, Tail.restore(sourceLength, bytes, contents, capacity));
    } catch (BufferUnderflowException | IllegalArgumentException | NoSuchElementException e) {
      throw foreign("No prepared signature of a PDF", e);
    }
  }

  private static EngineException foreign(String message, @Nullable Exception cause) {
    return new EngineException(Fault.NOT_A_PREPARED_SIGNATURE, message, cause);
  }
}
