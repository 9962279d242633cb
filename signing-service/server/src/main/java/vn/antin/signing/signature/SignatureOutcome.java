package vn.antin.signing.signature;

import vn.antin.signing.document.DocumentWriter;
import vn.antin.signing.document.Sha256;

/** What became of using the key. */
public sealed interface SignatureOutcome {
  /**
   * Signed, verified and written. The caller keeps the document in the transaction that notes the
   * signature, or closes the writer.
   *
   * @param reached below the approved level when time-stamps or revocation data could not be had
   *     after the key was used
   */
  record Signed(
      DocumentWriter written,
      Sha256 hash,
      int pages,
      SignatureLevel approved,
      SignatureLevel reached)
      implements SignatureOutcome {
    public boolean fallsShort() {
      return reached != approved;
    }
  }

  /** The key was certainly not used. */
  record NotSigned(String detail) implements SignatureOutcome {}

  /** The key may have been used, but there is no signature to show. */
  record Unknown(String detail) implements SignatureOutcome {}
}
