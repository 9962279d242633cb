package vn.antin.signing.signature;

/**
 * A signed file, or a signature that stands apart.
 *
 * @param reached below what was asked for when time-stamps or revocation data could not be had
 *     after the key was used
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record SignedFile(byte[] bytes, SignatureLevel asked, SignatureLevel reached) {
  public boolean fallsShort() {
    return reached != asked;
  }
}
