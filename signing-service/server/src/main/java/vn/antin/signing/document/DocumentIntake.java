package vn.antin.signing.document;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import vn.antin.signing.engine.PdfInspection;
import vn.antin.signing.engine.PdfInspector;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.web.HeavyWork;

/** Takes uploads: streamed into sealed chunks, then looked at before anyone can use them. */
final class DocumentIntake {
  private static final int BLOCK = 64 * 1024;

  private final Documents documents;
  private final PdfInspector inspector = new PdfInspector();
  private final HeavyWork heavyWork;
  private final Quota quota;
  private final long limit;
  private final DistributionSummary taken;

  DocumentIntake(
      Documents documents,
      HeavyWork heavyWork,
      Quota quota,
      DocumentProperties properties,
      MeterRegistry meters) {
    this.documents = documents;
    this.heavyWork = heavyWork;
    this.quota = quota;
    this.limit = properties.maxSize().toBytes();
    this.taken =
        DistributionSummary.builder("antin.documents.bytes")
            .baseUnit("bytes")
            .description("Sizes of the documents taken")
            .register(meters);
  }

  /** Says no before a byte is read: the size announced is too large, or the quota is used up. */
  void checkAnnounced(Owner owner, long announcedSize) {
    if (announcedSize > limit) {
      throw Problem.DOCUMENT_TOO_LARGE.because(
          announcedSize + " bytes announced, " + limit + " allowed");
    }
    quota.check(owner, announcedSize);
  }

  Document take(Owner owner, String name, InputStream body) throws IOException {
    try (var writer = documents.write(owner, name, limit)) {
      var block = new byte[BLOCK];
      for (var read = body.read(block); read >= 0; read = body.read(block)) {
        writer.write(block, 0, read);
      }
      writer.complete();
      writer.keep(heavyWork.run(() -> pages(writer)));
      quota.taken(owner, writer.size());
      taken.record((double) writer.size());
      return documents.find(owner, writer.id()).orElseThrow();
    }
  }

  private int pages(DocumentWriter writer) {
    return switch (inspector.inspect(writer.content())) {
      case PdfInspection.Usable usable -> usable.pageCount();
      case PdfInspection.NotPdf _ -> throw Problem.NOT_A_PDF.because("no PDF header");
      case PdfInspection.Encrypted _ -> throw Problem.ENCRYPTED_PDF.because("encrypted");
      case PdfInspection.Broken(var damage, var detail) ->
          throw Problem.BROKEN_PDF.because(damage + ": " + detail);
    };
  }
}
