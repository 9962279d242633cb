package vn.antin.signing.engine.validation;

import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.pades.validation.PDFDocumentValidator;
import eu.europa.esig.dss.validation.reports.Reports;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import vn.antin.signing.engine.TestDocuments;
import vn.antin.signing.engine.TestSigner;
import vn.antin.signing.engine.validation.trust.TrustDomain;
import vn.antin.signing.engine.validation.trust.TrustDomains;

/** Our validation beside plain DSS, in the same run: one signature, and two in a row. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class ValidationBenchmark {

  private static final TrustDomains TRUST =
      TrustDomains.of(TrustDomain.of("test", List.of(TestSigner.ROOT)));

  /** How many signatures. */
  @Param({"1", "2"})
  public int signatures;

  /** Whether it is a letter of a page or a text of a megabyte. */
  @Param({"letter", "text"})
  public String document = "letter";

  private byte[] pdf = {};
  private Validator ours = new Validator(TRUST, InstantSource.fixed(TestSigner.NOW));

  @Setup
  public void sign() {
    pdf = document.equals("letter") ? TestDocuments.classic() : TestDocuments.textHeavy(1 << 20);
    for (int i = 0; i < signatures; i++) {
      pdf = DssSigner.offline(TestSigner.rsa()).pades(pdf, SignatureLevel.PAdES_BASELINE_B);
    }
    ours = new Validator(TRUST, InstantSource.fixed(TestSigner.NOW));
  }

  @Benchmark
  public Validation ours() {
    return ours.validate(SignedFile.of("a.pdf", pdf));
  }

  @Benchmark
  public Reports dss() {
    PDFDocumentValidator validator = new PDFDocumentValidator(new InMemoryDocument(pdf));
    validator.setCertificateVerifier(new Authorities(TRUST).verifier(null, TestSigner.NOW));
    validator.setValidationTime(Date.from(TestSigner.NOW));
    return validator.validateDocument();
  }

  public static void main(String[] arguments) throws RunnerException {
    new Runner(new OptionsBuilder().include(ValidationBenchmark.class.getName()).build()).run();
  }
}
