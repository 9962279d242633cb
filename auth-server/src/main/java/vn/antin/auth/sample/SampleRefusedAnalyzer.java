package vn.antin.auth.sample;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in plain words why a sample was not made. */
final class SampleRefusedAnalyzer extends AbstractFailureAnalyzer<SampleRefusedException> {
  @Override
  protected FailureAnalysis analyze(Throwable root, SampleRefusedException cause) {
    return new FailureAnalysis(
        "antin.sample.officials asks for made-up officials, but this database already holds real"
            + " accounts. Nothing was changed.",
        "Set antin.sample.officials to 0, or point spring.datasource.url and spring.flyway.url at"
            + " an empty database.",
        cause);
  }
}
