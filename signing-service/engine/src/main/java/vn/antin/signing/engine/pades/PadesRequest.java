package vn.antin.signing.engine.pades;

import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.Level;
import vn.antin.signing.engine.Signer;
import vn.antin.signing.engine.appearance.Appearance;
import vn.antin.signing.engine.pdf.FieldLock;

/**
 * How a PDF is to be signed.
 *
 * @param signer whose certificates are embedded
 * @param name the signer's name as text in the signature dictionary
 * @param reason why it is signed, shown by PDF readers
 * @param location where it is signed, shown by PDF readers
 * @param field the full name of the empty signature field to sign; null takes the first one that is
 *     free, or makes one
 * @param certification makes it a certification signature, which only the first can be
 * @param lock the form fields it locks
 * @param appearance what it looks like; null leaves it invisible, or as its field looks
 */
public record PadesRequest(
    Signer signer,
    Level level,
    @Nullable String name,
    @Nullable String reason,
    @Nullable String location,
    @Nullable String field,
    @Nullable Certification certification,
    @Nullable FieldLock lock,
    @Nullable Appearance appearance) {

  /** An invisible signature of level B-B and nothing else. */
  public static PadesRequest of(Signer signer) {
    return new PadesRequest(signer, Level.B_B, null, null, null, null, null, null, null);
  }

  public PadesRequest withLevel(Level chosen) {
    return new PadesRequest(
        signer, chosen, name, reason, location, field, certification, lock, appearance);
  }

  /** What PDF readers show beside the signature. */
  public PadesRequest withTexts(
      @Nullable String signerName, @Nullable String why, @Nullable String where) {
    return new PadesRequest(
        signer, level, signerName, why, where, field, certification, lock, appearance);
  }

  public PadesRequest inField(@Nullable String fullName) {
    return new PadesRequest(
        signer, level, name, reason, location, fullName, certification, lock, appearance);
  }

  public PadesRequest certifying(@Nullable Certification allowed) {
    return new PadesRequest(
        signer, level, name, reason, location, field, allowed, lock, appearance);
  }

  public PadesRequest locking(@Nullable FieldLock locked) {
    return new PadesRequest(
        signer, level, name, reason, location, field, certification, locked, appearance);
  }

  /** In a field of the document the appearance fills the field's widget. */
  public PadesRequest showing(@Nullable Appearance look) {
    return new PadesRequest(
        signer, level, name, reason, location, field, certification, lock, look);
  }
}
