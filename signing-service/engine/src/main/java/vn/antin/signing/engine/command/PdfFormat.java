package vn.antin.signing.engine.command;

import java.io.OutputStream;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.Completion;
import vn.antin.signing.engine.DocumentSource;
import vn.antin.signing.engine.LongTerm;
import vn.antin.signing.engine.Preparation;
import vn.antin.signing.engine.PreparedSignature;
import vn.antin.signing.engine.Signer;
import vn.antin.signing.engine.appearance.Warning;
import vn.antin.signing.engine.pades.PadesRequest;
import vn.antin.signing.engine.pades.PadesSigner;

/** PDF documents, as PAdES. */
final class PdfFormat implements Format {

  private final PadesSigner pades;
  private final PadesRequest request;
  private final Looks looks;
  private final InstantSource clock;

  PdfFormat(SignOptions options, Signer signer, @Nullable LongTerm longTerm, InstantSource clock) {
    Look look = options.look();
    this.pades = new PadesSigner(clock, longTerm);
    this.looks = new Looks(look, options.words());
    this.clock = clock;
    this.request =
        PadesRequest.of(signer)
            .withLevel(options.level())
            .withTexts(options.name(), options.reason(), options.location())
            .inField(look.profile() == Look.Profile.SEAL ? null : look.field());
  }

  @Override
  public Preparation prepare(String name, DocumentSource document) {
    return pades.prepare(document, request.showing(looks.at(clock.instant())));
  }

  @Override
  public List<Warning> warnings(DocumentSource document) {
    return pades.warnings(document, request.showing(looks.at(clock.instant())));
  }

  @Override
  public Completion complete(
      String name,
      DocumentSource document,
      PreparedSignature prepared,
      byte[] value,
      OutputStream out) {
    return pades.complete(document, prepared, value, out);
  }
}
