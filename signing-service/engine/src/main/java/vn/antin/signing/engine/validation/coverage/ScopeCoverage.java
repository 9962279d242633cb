package vn.antin.signing.engine.validation.coverage;

import eu.europa.esig.dss.diagnostic.DiagnosticData;
import eu.europa.esig.dss.diagnostic.SignatureWrapper;
import eu.europa.esig.dss.diagnostic.jaxb.XmlSignatureScope;
import eu.europa.esig.dss.enumerations.SignatureScopeType;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.antin.signing.engine.validation.coverage.Addition.Kind;

/** What signatures of files and containers cover, by the names of what they refer to. */
final class ScopeCoverage implements Coverage {

  private final List<String> contents;

  ScopeCoverage(DiagnosticData data) {
    this.contents =
        data.getContainerInfo() == null
            ? List.of()
            : Objects.requireNonNullElse(
                data.getContainerInfo().getContentFiles(), List.<String>of());
  }

  @Override
  public Covered of(SignatureWrapper signature) {
    Set<String> names =
        signature.getSignatureScopes().stream()
            .flatMap(scope -> Stream.ofNullable(scope.getName()))
            .collect(Collectors.toSet());
    List<Addition> unsigned =
        contents.stream()
            .filter(file -> !names.contains(file))
            .map(file -> new Addition(Kind.FILE, file, false))
            .toList();
    boolean whole =
        unsigned.isEmpty()
            && signature.getSignatureScopes().stream()
                .map(XmlSignatureScope::getScope)
                .noneMatch(scope -> scope == SignatureScopeType.PARTIAL);
    return new Covered(whole, unsigned, false, false, false);
  }
}
