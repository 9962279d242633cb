package vn.antin.signing.engine.validation.coverage;

import eu.europa.esig.dss.diagnostic.DiagnosticData;
import eu.europa.esig.dss.diagnostic.SignatureWrapper;
import java.util.List;
import org.w3c.dom.Document;

/** Says what of a file a signature vouches for, and what came after it or lies beside it. */
public sealed interface Coverage permits OfficeCoverage, PdfCoverage, ScopeCoverage, XmlCoverage {

  /**
   * What one signature covers.
   *
   * @param whole nothing lies outside
   * @param added what lies outside
   * @param wrapped what was signed was moved, so that readers take something else for it
   * @param malformed the signature's own form is not what the format asks for
   * @param differs what it covers is not what was signed, seen by others than DSS
   */
  record Covered(
      boolean whole, List<Addition> added, boolean wrapped, boolean malformed, boolean differs) {

    public Covered {
      added = List.copyOf(added);
    }

    /** Something came that may not come after a signature. */
    public boolean changed() {
      return wrapped || added.stream().anyMatch(addition -> !addition.allowed());
    }

    public boolean has(Addition.Kind kind) {
      return added.stream().anyMatch(addition -> addition.kind() == kind);
    }
  }

  /** Of an XML document. */
  static Coverage of(Document document) {
    return new XmlCoverage(document);
  }

  /** Of a file or container, by the names of what signatures refer to. */
  static Coverage of(DiagnosticData data) {
    return new ScopeCoverage(data);
  }

  /** What this signature covers. */
  Covered of(SignatureWrapper signature);
}
