package vn.antin.signing.engine.validation;

import java.util.List;

/**
 * A file whose signatures are to be checked. Not copied: leave the bytes alone while it is used.
 *
 * @param name as its sender calls it; told in reports, never used as a path
 * @param content the whole file
 * @param originals what a detached signature signs, when the file does not hold it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; the bytes are too many to copy
public record SignedFile(String name, byte[] content, List<SignedFile> originals) {

  public SignedFile {
    originals = List.copyOf(originals);
  }

  /** A file that holds what it signs. */
  public static SignedFile of(String name, byte[] content) {
    return new SignedFile(name, content, List.of());
  }
}
