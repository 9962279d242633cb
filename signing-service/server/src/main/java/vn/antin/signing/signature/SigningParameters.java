package vn.antin.signing.signature;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.document.Sha256;

/**
 * How a document is to be signed. An official approves the digest of these next to the documents'
 * hashes, so none can be changed afterwards.
 */
public record SigningParameters(String level, @Nullable String reason, @Nullable String location) {
  /** The one level of this release (ETSI EN 319 142-1). */
  public static final String PADES_B = "PAdES-BASELINE-B";

  private static final String ENCODING = "antin-signing-parameters-v1";

  /**
   * Digest of the canonical encoding: the encoding's name, then each value with its length in bytes
   * before it, -1 for one that is absent.
   */
  public Sha256 digest() {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      write(out, ENCODING);
      write(out, level);
      write(out, reason);
      write(out, location);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Sha256.of(Sha256.digest().digest(bytes.toByteArray()));
  }

  private static void write(DataOutputStream out, @Nullable String value) throws IOException {
    if (value == null) {
      out.writeInt(-1);
      return;
    }
    var encoded = value.getBytes(StandardCharsets.UTF_8);
    out.writeInt(encoded.length);
    out.write(encoded);
  }
}
