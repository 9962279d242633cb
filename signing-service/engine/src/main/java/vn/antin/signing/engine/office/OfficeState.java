package vn.antin.signing.engine.office;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.EngineException;
import vn.antin.signing.engine.Level;
import vn.antin.signing.engine.Signer;

/** What a prepared signature of an office document keeps. */
record OfficeState(OfficeRequest request, Instant signingTime) {

  private static final int VERSION = 1;

  byte[] encoded() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeLong(signingTime.getEpochSecond());
      out.writeUTF(request.level().name());
      write(out, request.role());
      write(out, request.purpose());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static OfficeState decode(byte[] bytes, Signer signer) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      if (in.readByte() != VERSION) {
        throw new IOException("another version");
      }
      Instant time = Instant.ofEpochSecond(in.readLong());
      Level level = Level.valueOf(in.readUTF());
      return new OfficeState(new OfficeRequest(signer, level, read(in), read(in)), time);
    } catch (IOException | RuntimeException e) {
      throw new EngineException(
          EngineException.Fault.NOT_A_PREPARED_SIGNATURE, "Not of this format or version", e);
    }
  }

  private static void write(DataOutputStream out, @Nullable String text) throws IOException {
    out.writeBoolean(text != null);
    if (text != null) {
      out.writeUTF(text);
    }
  }

  private static @Nullable String read(DataInputStream in) throws IOException {
    return in.readBoolean() ? in.readUTF() : null;
  }
}
