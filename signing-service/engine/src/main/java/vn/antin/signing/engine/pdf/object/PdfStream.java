package vn.antin.signing.engine.pdf.object;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.function.UnaryOperator;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.jspecify.annotations.Nullable;

/** A dictionary with bytes: of the file, then they are read when asked for, or new. */
public final class PdfStream implements PdfObject {

  private final PdfDictionary dictionary;
  private final byte @Nullable [] fresh;
  private final @Nullable StoredBytes stored;

  private PdfStream(
      PdfDictionary dictionary, byte @Nullable [] fresh, @Nullable StoredBytes stored) {
    this.dictionary = dictionary;
    this.fresh = fresh;
    this.stored = stored;
  }

  /** A new stream, stored as given; /Length is added. */
  public static PdfStream of(PdfDictionary dictionary, byte[] bytes) {
    return new PdfStream(
        dictionary.with("Length", PdfNumber.of(bytes.length)), bytes.clone(), null);
  }

  /** A new stream, stored compressed; /Filter and /Length are added. */
  public static PdfStream deflated(PdfDictionary dictionary, byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 2 + 64);
    Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION);
    try (DeflaterOutputStream compressed = new DeflaterOutputStream(out, deflater)) {
      compressed.write(bytes);
    } catch (IOException e) {
      throw new IllegalStateException("Memory can be written", e);
    } finally {
      deflater.end();
    }
    return of(dictionary.with("Filter", new PdfName("FlateDecode")), out.toByteArray());
  }

  /** A stream of a file. */
  public static PdfStream stored(PdfDictionary dictionary, StoredBytes stored) {
    return new PdfStream(dictionary, null, stored);
  }

  /** The same stream of a file with its bytes decrypted when they are read. */
  public PdfStream decrypting(PdfDictionary decrypted, UnaryOperator<byte[]> cipher) {
    return stored == null ? this : stored(decrypted, new Deciphered(stored, cipher));
  }

  private record Deciphered(StoredBytes sealed, UnaryOperator<byte[]> cipher)
      implements StoredBytes {

    @Override
    public byte[] read(long limit) {
      return cipher.apply(sealed.read(limit));
    }

    @Override
    public PdfObject resolve(@Nullable PdfObject object) {
      return sealed.resolve(object);
    }

    @Override
    public void work(long count) {
      sealed.work(count);
    }
  }

  public PdfDictionary dictionary() {
    return dictionary;
  }

  /**
   * The bytes as stored, filters not undone.
   *
   * @throws BrokenPdf when they are more than the limit
   */
  public byte[] raw(long limit) {
    if (fresh != null) {
      if (fresh.length > limit) {
        throw BrokenPdf.limit("a stream of " + fresh.length + " bytes");
      }
      return fresh.clone();
    }
    return stored == null ? new byte[0] : stored.read(limit);
  }

  /**
   * The bytes with FlateDecode, LZWDecode, ASCIIHexDecode, ASCII85Decode and RunLengthDecode
   * undone.
   *
   * @throws BrokenPdf when another filter is used, the data are damaged or more than the limit
   */
  public byte[] decoded(long limit) {
    return StreamFilters.decode(dictionary, raw(limit), limit, stored);
  }
}
