package vn.antin.admin.check;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.antin.admin.check.Report.Verdict;

/** What signing-service tells anyone about the result that has a code. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record CheckedResult(
    String code,
    String state,
    String type,
    @Nullable String number,
    @Nullable String notation,
    String unit,
    boolean unitSigned,
    @Nullable String mode,
    @Nullable Instant signedAt,
    @Nullable List<Signer> signers,
    @Nullable String sha256,
    @Nullable Validation validation) {

  /** Who signed; with an agency's seal when there is one. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Signer(String name, @Nullable String seal, @Nullable Instant at) {}

  /** What validation found of one signature. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Finding(
      @Nullable String signer,
      @Nullable String organisation,
      @Nullable String issuer,
      @Nullable Instant signingTime,
      @Nullable Instant timestampTime,
      @Nullable String verdict,
      @Nullable String revocation) {}

  /** What validation found when it was asked for. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Validation(Instant at, @Nullable List<Finding> signatures) {
    public List<Finding> found() {
      return signatures == null ? List.of() : signatures;
    }
  }

  public boolean signed() {
    return state.equals("signed");
  }

  public boolean standingOrder() {
    return "standing-order".equals(mode);
  }

  public List<Signer> signedBy() {
    return signers == null ? List.of() : signers;
  }

  /** Number and notation as they stand on the document; empty when it has none. */
  public String numberAndNotation() {
    return Stream.of(number, notation)
        .filter(each -> each != null && !each.isBlank())
        .collect(Collectors.joining("/"));
  }

  /** The worst of the signatures decides; null of what is not signed or cannot be validated. */
  public @Nullable Verdict verdict() {
    return !signed() || validation == null || validation.found().isEmpty()
        ? null
        : validation.found().stream()
            .map(each -> Verdict.of(each.verdict(), Verdict.UNDECIDED))
            .reduce(Verdict.GOOD, (a, b) -> a.compareTo(b) >= 0 ? a : b);
  }

  /** What is said when there is no verdict; a part of message keys. */
  public String standing() {
    return signed() ? "recorded" : state.equals("ended") ? "ended" : "pending";
  }

  /** Class of the notice. */
  public String tone() {
    if (!signed()) {
      return state.equals("ended") ? "bad" : "warn";
    }
    var verdict = verdict();
    return verdict == null ? "warn" : verdict.tone();
  }

  /** Nobody could be asked about revocation of at least one. */
  public boolean revocationUnknown() {
    return verdict() == Verdict.GOOD
        && validation != null
        && validation.found().stream().anyMatch(each -> "not-checked".equals(each.revocation()));
  }

  /** Like {@code ab12 cd34 …}, to be compared by eye. */
  public String fingerprint() {
    return sha256 == null ? "" : String.join(" ", sha256.split("(?<=\\G.{8})"));
  }
}
