package vn.antin.signing.engine.command;

import java.io.OutputStream;
import vn.antin.signing.engine.Completion;
import vn.antin.signing.engine.DocumentSource;
import vn.antin.signing.engine.Preparation;
import vn.antin.signing.engine.PreparedSignature;

/** How documents of one kind are signed here, everything but the document being settled. */
interface Format {

  Preparation prepare(DocumentSource document);

  Completion complete(
      DocumentSource document, PreparedSignature prepared, byte[] value, OutputStream out);
}
