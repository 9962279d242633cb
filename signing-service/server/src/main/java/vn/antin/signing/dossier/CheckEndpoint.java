package vn.antin.signing.dossier;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.web.Throttle;

/** What anyone may ask about a result whose code they have. */
@RestController
final class CheckEndpoint {
  /**
   * The answer about a code.
   *
   * @param state pending, signed or ended (rejected, cancelled or expired: it was never issued)
   * @param unitSigned its seal, or somebody who held a post in it then, is among the signers;
   *     otherwise the application alone says that the unit issued it
   * @param signers of a signed result, as this service wrote it down
   * @param sha256 of the signed file, hexadecimal
   * @param validation of the file now; absent when it is not stored here any more
   */
  record Answer(
      String code,
      String state,
      String type,
      @Nullable String number,
      @Nullable String notation,
      String unit,
      boolean unitSigned,
      String mode,
      @Nullable Instant signedAt,
      List<ResultRepository.Signer> signers,
      @Nullable String sha256,
      Findings.@Nullable Checked validation) {}

  private final ResultRepository repository;
  private final Findings findings;
  private final Throttle throttle;

  CheckEndpoint(ResultRepository repository, Findings findings, Throttle checkThrottle) {
    this.repository = repository;
    this.findings = findings;
    this.throttle = checkThrottle;
  }

  @GetMapping("/v1/check/{code}")
  ResponseEntity<Answer> check(@PathVariable String code, HttpServletRequest request) {
    throttle.count(request);
    var result =
        repository
            .find(CheckCode.read(code))
            .orElseThrow(() -> Problem.NOT_FOUND.because("no such code"));
    return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(answer(result));
  }

  private Answer answer(ResultRepository.Row result) {
    var signed = result.signed();
    var hash = result.sha256();
    return new Answer(
        result.code(),
        state(result),
        result.type(),
        result.number(),
        result.notation(),
        result.unitName(),
        signed && repository.signedFor(result),
        result.mode(),
        signed ? result.endedAt() : null,
        signed ? repository.signers(result) : List.of(),
        hash == null || !signed ? null : HexFormat.of().formatHex(hash.bytes()),
        signed ? findings.of(result).orElse(null) : null);
  }

  private static String state(ResultRepository.Row result) {
    return switch (result.state()) {
      case "completed" -> "signed";
      case "rejected", "cancelled", "expired" -> "ended";
      default -> "pending";
    };
  }
}
