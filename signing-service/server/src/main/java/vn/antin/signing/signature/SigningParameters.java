package vn.antin.signing.signature;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.document.Sha256;
import vn.antin.signing.people.SigningAuthority;

/**
 * How a document is to be signed. An official approves the digest of these, over all documents in
 * their order, next to the documents' hashes, so none can be changed afterwards.
 *
 * @param authority by what right it is signed; null when nothing is said of it
 * @param look null for a signature that is not seen on a page
 */
public record SigningParameters(
    SignatureLevel level,
    @Nullable String reason,
    @Nullable String location,
    @Nullable SigningAuthority authority,
    @Nullable SignatureLook look) {

  private static final String ENCODING = "antin-signing-parameters-v2";

  /** Level B, invisible. */
  public static SigningParameters plain(@Nullable String reason, @Nullable String location) {
    return new SigningParameters(SignatureLevel.B, reason, location, null, null);
  }

  /** The right to be judged; none when nothing is said of it. */
  public List<SigningAuthority> authorities() {
    return authority == null ? List.of() : List.of(authority);
  }

  /** Of this alone; names it where sets of parameters are kept. */
  public Sha256 digest() {
    return digest(List.of(this));
  }

  /**
   * Digest of the canonical encoding: the encoding's name, the number of documents in four bytes,
   * then for each document level, reason, location, form, title, unit and delegation of the
   * authority, and the fields of the look; each with its length in bytes before it, -1 for one that
   * is absent.
   */
  public static Sha256 digest(List<SigningParameters> documents) {
    var digest = Sha256.digest();
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      write(out, ENCODING);
      out.writeInt(documents.size());
      for (var each : documents) {
        each.encode(out);
        digest.update(bytes.toByteArray());
        bytes.reset();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Sha256.of(digest.digest(bytes.toByteArray()));
  }

  private void encode(DataOutputStream out) throws IOException {
    write(out, level.text());
    write(out, reason);
    write(out, location);
    var delegation = authority == null ? null : authority.delegation();
    write(out, authority == null ? null : authority.form().name());
    write(out, authority == null ? null : authority.title());
    write(out, authority == null ? null : authority.unit().value().toString());
    write(out, delegation == null ? null : delegation.toString());
    for (var field :
        look == null
            ? Collections.<@Nullable String>nCopies(SignatureLook.FIELDS, null)
            : look.fields()) {
      write(out, field);
    }
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
