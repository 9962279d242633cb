package vn.antin.signing.submission;

import java.util.List;
import java.util.Optional;
import vn.antin.signing.certificate.Credential;
import vn.antin.signing.certificate.Holder;
import vn.antin.signing.document.Document;
import vn.antin.signing.document.Documents;
import vn.antin.signing.issuance.LeaderSignatures;
import vn.antin.signing.people.SigningAuthorities;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.problem.SigningException;
import vn.antin.signing.register.Registers;
import vn.antin.signing.signature.SigningCondition;

/**
 * The seal of an issuance comes after a valid signature of a competent person and after the number
 * (Decree 30/2020/NĐ-CP, Art. 32). Asked when the clerk approves, and again before the key is used.
 */
final class SealRule implements SigningCondition {
  static final String NUMBER_MISSING = "number-missing";

  private final IssuanceRepository repository;
  private final Registers registers;
  private final LeaderSignatures leaders;
  private final SigningAuthorities authorities;
  private final Documents documents;
  private final Remarks remarks;

  SealRule(
      IssuanceRepository repository,
      Registers registers,
      LeaderSignatures leaders,
      SigningAuthorities authorities,
      Documents documents,
      Remarks remarks) {
    this.repository = repository;
    this.registers = registers;
    this.leaders = leaders;
    this.authorities = authorities;
    this.documents = documents;
    this.remarks = remarks;
  }

  @Override
  public void require(Document document, Credential credential) {
    if (credential.holder() instanceof Holder.Seal && document.owner().official() == null) {
      repository.ofLatest(document.id()).stream()
          .filter(each -> each.client().equals(document.owner().clientId()))
          .forEach(each -> require(each, document));
    }
  }

  /** Refuses seals that would be refused when they are made. */
  void require(List<StepRepository.Row> steps) {
    for (var step : steps) {
      if (step.sealOf() != null && step.state().equals("waiting")) {
        repository.find(step.submission()).ifPresent(each -> require(each, file(each)));
      }
    }
  }

  /**
   * Refuses to go on without a leader's signature that holds.
   *
   * @return the file that was looked at
   */
  Document requireLeader(IssuanceRepository.Row issuance) {
    var file = file(issuance);
    requireLeader(issuance, file);
    return file;
  }

  /** What can be told without looking into the file. */
  Optional<String> obstacle(IssuanceRepository.Row issuance) {
    var signers = repository.signers(issuance.submission());
    return signers.isEmpty()
            || signers.entrySet().stream()
                .anyMatch(each ->
                    authorities.competent(issuance.unit(), each.getValue()).contains(each.getKey()))
        ? Optional.empty()
        : Optional.of(LeaderSignatures.NOT_COMPETENT);
  }

  private void require(IssuanceRepository.Row issuance, Document file) {
    requireLeader(issuance, file);
    if (registers.of(issuance.submission()).isEmpty()) {
      throw refused(NUMBER_MISSING);
    }
  }

  private void requireLeader(IssuanceRepository.Row issuance, Document file) {
    leaders
        .obstacle(file, issuance.unit(), repository.signers(issuance.submission()))
        .ifPresent(code -> {
          throw refused(code);
        });
  }

  private Document file(IssuanceRepository.Row issuance) {
    return documents
        .find(Submission.owner(issuance.client()), issuance.latest())
        .orElseThrow(() -> Problem.NOT_FOUND.because("document " + issuance.latest()));
  }

  private SigningException refused(String code) {
    return Problem.SEAL_REFUSED
        .because(code)
        .showing("reason", code)
        .showing("obstacle", remarks.obstacle(code).text());
  }
}
