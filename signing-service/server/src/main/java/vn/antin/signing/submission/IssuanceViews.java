package vn.antin.signing.submission;

import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.register.RegisterNumber;
import vn.antin.signing.register.Registers;

/** How an issuance is shown to who signs and seals. */
final class IssuanceViews {
  /**
   * Number and date of a document, or what is to be given to it.
   *
   * @param next the next number in turn, when the clerk gives it one now
   * @param written number and notation as they stand on the document
   */
  record View(
      UUID unit,
      String type,
      String notation,
      @Nullable Integer next,
      @Nullable Integer number,
      @Nullable String written,
      @Nullable LocalDate date) {}

  private final IssuanceRepository repository;
  private final Issuances issuances;
  private final SealRule rule;
  private final Registers registers;

  IssuanceViews(
      IssuanceRepository repository, Issuances issuances, SealRule rule, Registers registers) {
    this.repository = repository;
    this.issuances = issuances;
    this.rule = rule;
    this.registers = registers;
  }

  /** Null when the step issues nothing. */
  @Nullable View of(InboxRepository.Row step) {
    var issuance = issuance(step).orElse(null);
    if (issuance == null) {
      return null;
    }
    var given = registers.of(issuance.submission());
    var asked = given.isEmpty() && step.sealOf() != null && waits(step);
    return new View(
        issuance.unit().value(),
        issuance.type(),
        issuance.notation(),
        asked ? issuances.next(issuance) : null,
        given.map(RegisterNumber::number).orElse(null),
        given.map(RegisterNumber::written).orElse(null),
        given.map(RegisterNumber::date).orElse(null));
  }

  /** What keeps a seal from being set, as far as it is known without the file. */
  Optional<String> obstacle(InboxRepository.Row step) {
    return step.sealOf() == null || !waits(step)
        ? Optional.empty()
        : issuance(step).flatMap(rule::obstacle);
  }

  private Optional<IssuanceRepository.Row> issuance(InboxRepository.Row step) {
    return "issuance".equals(step.profile())
        ? repository.find(step.submission())
        : Optional.empty();
  }

  private static boolean waits(InboxRepository.Row step) {
    return step.mine() && step.state().equals("waiting");
  }
}
