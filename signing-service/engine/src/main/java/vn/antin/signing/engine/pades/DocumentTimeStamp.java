package vn.antin.signing.engine.pades;

import java.security.MessageDigest;
import java.util.List;
import vn.antin.signing.engine.Hash;
import vn.antin.signing.engine.pdf.PdfFile;
import vn.antin.signing.engine.pdf.PdfUpdate;
import vn.antin.signing.engine.pdf.Tail;
import vn.antin.signing.engine.pdf.object.PdfDictionary;
import vn.antin.signing.engine.pdf.object.PdfName;
import vn.antin.signing.engine.timestamp.TimeStampException;
import vn.antin.signing.engine.timestamp.TimeStampSource;
import vn.antin.signing.engine.timestamp.TimeStampToken;

/** A time-stamp over the whole document (ETSI EN 319 142-1 section 5.4.3), to be appended. */
final class DocumentTimeStamp {

  static final String SUB_FILTER = "ETSI.RFC3161";

  private static final String DIGEST = "SHA-256";

  private final TimeStampSource source;

  DocumentTimeStamp(TimeStampSource source) {
    this.source = source;
  }

  /**
   * The bytes to append.
   *
   * @throws TimeStampException when there is no time-stamp to be had
   */
  byte[] over(PdfFile file) {
    PdfUpdate update = new PdfUpdate(file);
    PdfDictionary dictionary =
        PdfDictionary.ofType("DocTimeStamp")
            .with("Filter", new PdfName("Adobe.PPKLite"))
            .with("SubFilter", new PdfName(SUB_FILTER));
    int capacity = source.expectedSize();
    new SignatureFields(update)
        .addInvisible(
            FieldChoice.forTimeStamp(file).name(),
            PdfDictionary.EMPTY.with("V", update.addSignature(dictionary, capacity)));
    Tail tail = update.write();
    MessageDigest digest = Hash.digest(DIGEST);
    SourcePass.hash(file.source(), digest);
    digest.update(tail.signedBefore());
    digest.update(tail.signedAfter());
    TimeStampToken token = source.stamp(digest.digest(), DIGEST);
    if (token.encoded().length > capacity) {
      throw tooLarge(token, capacity);
    }
    return tail.with(token.encoded());
  }

  static TimeStampException tooLarge(TimeStampToken token, int room) {
    return new TimeStampException(
        "A time-stamp of %d bytes does not fit into the %d that were left for it"
            .formatted(token.encoded().length, room),
        List.of());
  }
}
