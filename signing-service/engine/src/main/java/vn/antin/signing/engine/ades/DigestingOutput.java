package vn.antin.signing.engine.ades;

import eu.europa.esig.dss.model.DSSDocument;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import vn.antin.signing.engine.Completion;
import vn.antin.signing.engine.EngineException;
import vn.antin.signing.engine.Hash;

/** Counts and hashes what is written. */
final class DigestingOutput extends FilterOutputStream {

  private final MessageDigest digest = Hash.digest("SHA-256");
  private long length;

  private DigestingOutput(OutputStream out) {
    super(out);
  }

  /**
   * Writes a document of DSS.
   *
   * @throws EngineException OUTPUT_FAILED
   */
  static Completion.Completed write(DSSDocument document, OutputStream out) {
    DigestingOutput output = new DigestingOutput(out);
    try {
      document.writeTo(output);
      output.flush();
    } catch (IOException e) {
      throw new EngineException(
          EngineException.Fault.OUTPUT_FAILED, "The signed document cannot be written", e);
    }
    return new Completion.Completed(output.length, new Hash(output.digest.digest()));
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int count) throws IOException {
    out.write(bytes, offset, count);
    digest.update(bytes, offset, count);
    length += count;
  }
}
