package vn.antin.signing.engine.command;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.Completion;
import vn.antin.signing.engine.DocumentSource;
import vn.antin.signing.engine.Preparation;
import vn.antin.signing.engine.PreparedSignature;
import vn.antin.signing.engine.appearance.Warning;

/** How documents of one kind are signed here, everything but the document being settled. */
interface Format {

  Preparation prepare(String name, DocumentSource document);

  /** What a person should have looked at before the document is signed. */
  default List<Warning> warnings(DocumentSource document) {
    return List.of();
  }

  /**
   * Why readers would refuse what was made, ours among them; null when nothing speaks against it.
   *
   * @throws IOException when it cannot be read
   */
  default @Nullable String flaw(DocumentSource made) throws IOException {
    return null;
  }

  Completion complete(
      String name,
      DocumentSource document,
      PreparedSignature prepared,
      byte[] value,
      OutputStream out);
}
