package vn.antin.signing.engine.command;

import java.io.OutputStream;
import vn.antin.signing.engine.Completion;
import vn.antin.signing.engine.DocumentSource;
import vn.antin.signing.engine.Preparation;
import vn.antin.signing.engine.PreparedSignature;
import vn.antin.signing.engine.office.OfficeRequest;
import vn.antin.signing.engine.office.OfficeSigner;

/** Documents of ISO/IEC 29500 (.docx, .xlsx, .pptx). */
final class OfficeFormat implements Format {

  private final OfficeSigner office;
  private final OfficeRequest request;

  OfficeFormat(OfficeSigner office, OfficeRequest request) {
    this.office = office;
    this.request = request;
  }

  @Override
  public Preparation prepare(String name, DocumentSource document) {
    return office.prepare(document, request);
  }

  @Override
  public Completion complete(
      String name,
      DocumentSource document,
      PreparedSignature prepared,
      byte[] value,
      OutputStream out) {
    return office.complete(document, prepared, value, out);
  }
}
