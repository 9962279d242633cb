package vn.antin.signing.engine.bench;

import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.InstantSource;
import vn.antin.signing.engine.Completion;
import vn.antin.signing.engine.DocumentSource;
import vn.antin.signing.engine.Preparation;
import vn.antin.signing.engine.PreparedSignature;
import vn.antin.signing.engine.pades.PadesRequest;
import vn.antin.signing.engine.pades.PadesSigner;

/** The engine: prepare, sign, verify the value, complete. */
final class OursContender implements Contender {

  private final PadesSigner signer = new PadesSigner(InstantSource.system());
  private final PadesRequest request;
  private final BenchKey key;

  OursContender(BenchKey key) {
    this.key = key;
    this.request = PadesRequest.of(key.signer()).withTexts("Nguyễn Văn An", "Ban hành", "Lai Châu");
  }

  @Override
  public String name() {
    return "Ấn Tín";
  }

  @Override
  public void sign(byte[] pdf) {
    sign(DocumentSource.of(pdf), OutputStream.nullOutputStream());
  }

  @Override
  public void sign(Path pdf, OutputStream out) throws Exception {
    try (FileChannel file = FileChannel.open(pdf)) {
      sign(DocumentSource.of(file), out);
    }
  }

  private void sign(DocumentSource document, OutputStream out) {
    if (!(signer.prepare(document, request)
            instanceof Preparation.Prepared(PreparedSignature prepared))
        || !(signer.complete(document, prepared, key.sign(prepared.bytesToSign()), out)
            instanceof Completion.Completed)) {
      throw new IllegalStateException("refused");
    }
  }
}
