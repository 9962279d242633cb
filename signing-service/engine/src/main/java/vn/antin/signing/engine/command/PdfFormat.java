package vn.antin.signing.engine.command;

import java.io.OutputStream;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.Completion;
import vn.antin.signing.engine.DocumentSource;
import vn.antin.signing.engine.LongTerm;
import vn.antin.signing.engine.Preparation;
import vn.antin.signing.engine.PreparedSignature;
import vn.antin.signing.engine.Signer;
import vn.antin.signing.engine.pades.PadesRequest;
import vn.antin.signing.engine.pades.PadesSigner;

/** PDF documents, as PAdES. */
final class PdfFormat implements Format {

  private final PadesSigner pades;
  private final PadesRequest request;

  PdfFormat(SignOptions options, Signer signer, @Nullable LongTerm longTerm, InstantSource clock) {
    if (options.look().profile() != Look.Profile.INVISIBLE) {
      throw new UsageFault(options.words().say("usage.offered"));
    }
    this.pades = new PadesSigner(clock, longTerm);
    this.request =
        PadesRequest.of(signer)
            .withLevel(options.level())
            .withTexts(options.name(), options.reason(), options.location())
            .inField(options.look().field());
  }

  @Override
  public Preparation prepare(DocumentSource document) {
    return pades.prepare(document, request);
  }

  @Override
  public Completion complete(
      DocumentSource document, PreparedSignature prepared, byte[] value, OutputStream out) {
    return pades.complete(document, prepared, value, out);
  }
}
