package vn.antin.signing.engine.ades;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import vn.antin.signing.engine.DocumentSource;
import vn.antin.signing.engine.Hash;

/**
 * SHA-256 of a document as it was read; of several, SHA-256 over their names, a zero byte and their
 * hashes in a row.
 */
final class DocumentsDigest {

  private DocumentsDigest() {}

  static Hash of(List<NamedDocument> documents) throws IOException {
    if (documents.size() == 1) {
      return new Hash(digest(documents.getFirst().source()));
    }
    MessageDigest all = Hash.digest("SHA-256");
    for (NamedDocument document : documents) {
      all.update(document.name().getBytes(StandardCharsets.UTF_8));
      all.update((byte) 0);
      all.update(digest(document.source()));
    }
    return new Hash(all.digest());
  }

  private static byte[] digest(DocumentSource source) throws IOException {
    MessageDigest digest = Hash.digest("SHA-256");
    byte[] block = new byte[64 * 1024];
    try (InputStream in = source.stream()) {
      for (int count = in.read(block); count >= 0; count = in.read(block)) {
        digest.update(block, 0, count);
      }
    }
    return digest.digest();
  }
}
