package vn.antin.signing.engine;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.InstantSource;
import vn.antin.signing.engine.Completion.Completed;
import vn.antin.signing.engine.Preparation.Prepared;
import vn.antin.signing.engine.Preparation.Reason;
import vn.antin.signing.engine.Preparation.Refused;
import vn.antin.signing.engine.cms.CmsSigners;

/**
 * Signs PDF documents as PAdES-BASELINE-B (ETSI EN 319 142-1) by appending to them.
 *
 * <p>The document is read once to prepare and once to complete; memory does not follow its size.
 * Thread-safe; a document source is used by the calling thread only.
 */
public final class PdfSigner {

  private static final String FORMAT = "pades";
  private static final int COPY = 64 * 1024;
  private static final long LARGEST = Integer.MAX_VALUE - (16L << 20);

  private final InstantSource clock;
  private final CmsSigners signers = new CmsSigners();

  public PdfSigner(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Lays out the signature and computes what is to be signed; the signing time is now.
   *
   * @throws EngineException SOURCE_UNREADABLE when the source fails; a document that cannot be
   *     signed is a return value
   */
  public Preparation prepare(DocumentSource document, PadesRequest request) {
    try {
      if (document.length() > LARGEST) {
        return new Refused(Reason.TOO_LARGE, "More than " + LARGEST + " bytes");
      }
    } catch (IOException e) {
      throw new EngineException(
          EngineException.Fault.SOURCE_UNREADABLE, "The document cannot be read", e);
    }
    return switch (OpenPdf.open(document)) {
      case OpenPdf.Unusable(PdfInspection.NotPdf _) -> new Refused(Reason.NOT_PDF, "No PDF header");
      case OpenPdf.Unusable(PdfInspection.Encrypted _) ->
          new Refused(Reason.ENCRYPTED, "The document is encrypted");
      case OpenPdf.Unusable(PdfInspection.Broken(PdfInspection.Damage damage, String detail)) ->
          new Refused(Reason.BROKEN, damage + ": " + detail);
      case OpenPdf.Unusable(PdfInspection.Usable _) ->
          throw new IllegalStateException("A readable document is opened");
      case OpenPdf.Opened opened -> prepare(opened, request);
    };
  }

  private Preparation prepare(OpenPdf.Opened opened, PadesRequest request) {
    try (opened) {
      PdfUpdate update = new PdfUpdate(opened, request, clock.instant());
      Refused refusal = update.refusal();
      if (refusal != null) {
        return refusal;
      }
      MessageDigest range = Hash.digest(request.algorithm().digest());
      SourceDigest digest = new SourceDigest(opened.source().length(), range);
      SignatureTail tail = update.write(digest);
      int after = tail.contentsOffset() + 2 * tail.contentsCapacity() + 1;
      range.update(tail.bytes(), 0, tail.contentsOffset() - 1);
      range.update(tail.bytes(), after, tail.bytes().length - after);
      byte[] attributes = signers.of(request.signer()).signedAttributes(range.digest());
      return new Prepared(
          new PreparedSignature(
              FORMAT, request.signer(), attributes, digest.ofSource(), tail.encoded()));
    } catch (EngineException e) {
      throw e;
    } catch (IOException | RuntimeException | StackOverflowError e) {
      return new Refused(Reason.BROKEN, e.toString());
    }
  }

  /**
   * Writes the signed document: the source byte for byte, then the signature. The value is verified
   * with the certificate before anything is written.
   *
   * @param document the source that was prepared
   * @param signatureValue ECDSA values in DER form
   * @throws EngineException when the source fails or changed since it was prepared, or the output
   *     fails; then what was written must be thrown away
   */
  public Completion complete(
      DocumentSource document,
      PreparedSignature prepared,
      byte[] signatureValue,
      OutputStream out) {
    if (!prepared.format().equals(FORMAT)) {
      throw new EngineException(
          EngineException.Fault.NOT_A_PREPARED_SIGNATURE,
          "Expected a prepared signature of " + FORMAT + ", found " + prepared.format(),
          null);
    }
    if (!prepared.redeem()) {
      return new Completion.Refused(Completion.Reason.ALREADY_REDEEMED);
    }
    if (!prepared.verifies(signatureValue)) {
      return new Completion.Refused(Completion.Reason.WRONG_SIGNATURE_VALUE);
    }
    byte[] tail =
        SignatureTail.decode(prepared.state())
            .with(
                signers
                    .of(prepared.signer())
                    .assemble(prepared.bytesToSign(), signatureValue, null));
    try {
      MessageDigest digest = Hash.digest("SHA-256");
      long length = copy(document, digest, out);
      if (!new Hash(((MessageDigest) digest.clone()).digest()).equals(prepared.documentDigest())) {
        throw new EngineException(
            EngineException.Fault.SOURCE_CHANGED,
            "The document is not the one that was prepared",
            null);
      }
      digest.update(tail);
      out.write(tail);
      out.flush();
      return new Completed(length + tail.length, new Hash(digest.digest()));
    } catch (IOException | CloneNotSupportedException e) {
      throw new EngineException(
          EngineException.Fault.OUTPUT_FAILED, "The signed document cannot be written", e);
    }
  }

  private static long copy(DocumentSource source, MessageDigest digest, OutputStream out)
      throws IOException {
    long length = source.length();
    byte[] block = new byte[COPY];
    for (long at = 0; at < length; at += COPY) {
      int count = (int) Math.min(COPY, length - at);
      PdfBoxSource.readFully(source, at, ByteBuffer.wrap(block, 0, count));
      digest.update(block, 0, count);
      out.write(block, 0, count);
    }
    return length;
  }
}
