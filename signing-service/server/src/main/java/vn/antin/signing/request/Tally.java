package vn.antin.signing.request;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.document.DocumentId;
import vn.antin.signing.document.Sha256;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.request.DocumentSigning.Fate;
import vn.antin.signing.signature.SignatureLevel;

/** What became of the documents of one run. Thread-safe. */
final class Tally {
  /**
   * A document and its signed version.
   *
   * @param level that was reached
   * @param fallsShort whether it is below what was approved
   */
  record Result(
      DocumentId source,
      DocumentId signed,
      Sha256 hash,
      SignatureLevel level,
      boolean fallsShort) {}

  /** A document that could not be prepared; its approval may be spent later. */
  record Left(DocumentId document, Problem problem) {}

  private final List<Result> signed = new ArrayList<>();
  private final List<Left> left = new ArrayList<>();
  private @Nullable RuntimeException failure;
  private boolean postponed;
  private boolean unknown;
  private boolean stopped;
  private boolean unfinished;

  synchronized void add(DocumentId source, Fate fate) {
    switch (fate) {
      case Fate.Signed(var document, var hash, var level, var fallsShort) ->
          signed.add(new Result(source, document, hash, level, fallsShort));
      case Fate.Unprepared(var cause) -> {
        left.add(new Left(source, cause.problem()));
        failure = failure == null ? cause : failure;
      }
      case Fate.Postponed _ -> postponed = true;
      case Fate.Unknown _ -> unknown = true;
    }
  }

  synchronized void failed(RuntimeException cause) {
    failure = cause;
    unfinished = true;
  }

  synchronized void left(int documents) {
    unfinished |= documents > 0;
  }

  synchronized void credentialStopped() {
    stopped = true;
  }

  synchronized boolean postponed() {
    return postponed;
  }

  synchronized List<Result> signed() {
    return List.copyOf(signed);
  }

  synchronized List<Left> left() {
    return List.copyOf(left);
  }

  /**
   * Returns when what could be signed was.
   *
   * @throws RuntimeException the worst that happened to a document otherwise, or to all of them
   */
  synchronized void orThrow() {
    if (unknown) {
      throw Problem.OUTCOME_UNKNOWN.because("not every outcome is known");
    }
    if (stopped) {
      throw Problem.CREDENTIAL_NOT_USABLE.because("the credential ceased to count meanwhile");
    }
    if (postponed) {
      throw Problem.TOKEN_UNREACHABLE.because("the token did not sign everything");
    }
    if (failure != null && (unfinished || signed.isEmpty())) {
      throw failure;
    }
    if (unfinished) {
      throw Problem.BUSY.because("this node stops; another one finishes what is left");
    }
  }
}
