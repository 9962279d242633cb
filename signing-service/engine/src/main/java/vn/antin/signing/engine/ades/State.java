package vn.antin.signing.engine.ades;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import vn.antin.signing.engine.EngineException;
import vn.antin.signing.engine.Level;
import vn.antin.signing.engine.Signer;

/**
 * What a prepared signature keeps: the request, when it was prepared, and the names of the
 * documents in their order.
 */
record State(AdesRequest request, Instant signingTime, List<String> names) {

  private static final int VERSION = 1;
  private static final int MOST = 10_000;

  State {
    names = List.copyOf(names);
  }

  /** The same at another level: what is signed does not say it. */
  State at(Level level) {
    try {
      return new State(
          request(kind(request), request.signer(), level, request.claims()), signingTime, names);
    } catch (IOException e) {
      throw new IllegalStateException("every kind is known", e);
    }
  }

  byte[] encoded() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeLong(signingTime.getEpochSecond());
      out.writeUTF(request.level().name());
      write(out, request.claims().roles());
      String place = request.claims().place();
      write(out, place == null ? List.of() : List.of(place));
      write(out, names);
      write(out, kind(request));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static List<String> kind(AdesRequest request) {
    return switch (request) {
      case AdesRequest.Xades xades -> List.of("xades", xades.packaging().name());
      case AdesRequest.Cades cades ->
          List.of("cades", Boolean.toString(cades.attached()), Boolean.toString(cades.parallel()));
      case AdesRequest.Jades jades ->
          List.of("jades", jades.form().name(), Boolean.toString(jades.parallel()));
      case AdesRequest.Asic asic -> List.of("asic", asic.kind().name());
      case AdesRequest.OpenDocument _ -> List.of("opendocument");
      case AdesRequest.Counter counter -> List.of("counter", Integer.toString(counter.signature()));
    };
  }

  /**
   * Reads {@link #encoded}.
   *
   * @throws EngineException NOT_A_PREPARED_SIGNATURE when it is something else
   */
  static State decode(byte[] bytes, Signer signer) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      if (in.readByte() != VERSION) {
        throw new IOException("another version");
      }
      Instant time = Instant.ofEpochSecond(in.readLong());
      Level level = Level.valueOf(in.readUTF());
      List<String> roles = read(in);
      List<String> place = read(in);
      Claims claims = new Claims(roles, place.isEmpty() ? null : place.getFirst());
      List<String> names = read(in);
      return new State(request(read(in), signer, level, claims), time, names);
    } catch (IOException | RuntimeException e) {
      throw new EngineException(
          EngineException.Fault.NOT_A_PREPARED_SIGNATURE, "Not of this format or version", e);
    }
  }

  private static AdesRequest request(List<String> kind, Signer signer, Level level, Claims claims)
      throws IOException {
    return switch (kind.getFirst()) {
      case "xades" ->
          new AdesRequest.Xades(
              signer, level, claims, AdesRequest.XadesPackaging.valueOf(kind.get(1)));
      case "cades" ->
          new AdesRequest.Cades(
              signer,
              level,
              claims,
              Boolean.parseBoolean(kind.get(1)),
              Boolean.parseBoolean(kind.get(2)));
      case "jades" ->
          new AdesRequest.Jades(
              signer,
              level,
              claims,
              AdesRequest.JadesForm.valueOf(kind.get(1)),
              Boolean.parseBoolean(kind.get(2)));
      case "asic" ->
          new AdesRequest.Asic(signer, level, claims, AdesRequest.AsicKind.valueOf(kind.get(1)));
      case "opendocument" -> new AdesRequest.OpenDocument(signer, level, claims);
      case "counter" ->
          new AdesRequest.Counter(signer, level, claims, Integer.parseInt(kind.get(1)));
      default -> throw new IOException("another kind");
    };
  }

  private static void write(DataOutputStream out, List<String> texts) throws IOException {
    out.writeInt(texts.size());
    for (String text : texts) {
      out.writeUTF(text);
    }
  }

  private static List<String> read(DataInputStream in) throws IOException {
    int count = in.readInt();
    if (count < 0 || count > MOST) {
      throw new IOException("an impossible count");
    }
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      texts.add(in.readUTF());
    }
    return texts;
  }
}
