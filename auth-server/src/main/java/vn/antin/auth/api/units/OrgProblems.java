package vn.antin.auth.api.units;

import java.util.Locale;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import vn.antin.auth.api.ApiProblem;
import vn.antin.auth.org.OrgException;

/** Changes of units, posts and assignments that cannot be, as problem documents (RFC 9457). */
@RestControllerAdvice(annotations = RestController.class)
final class OrgProblems {
  @ExceptionHandler
  ResponseEntity<ProblemDetail> refused(OrgException refusal) {
    ApiProblem problem =
        ApiProblem.invalid(
            refusal.field(),
            refusal.code().name().toLowerCase(Locale.ROOT).replace('_', '-'),
            message(refusal.code()));
    return ResponseEntity.status(problem.getStatusCode()).body(problem.getBody());
  }

  private static String message(OrgException.Code code) {
    return switch (code) {
      case INVALID -> "is missing, too long or not written as expected";
      case UNKNOWN -> "is not known to the caller";
      case TAKEN -> "names something else in that time";
      case DATE -> "lies outside what the dates of the thing itself allow";
      case MAIN_OVERLAPS -> "the official holds another main post in that time";
      case NOT_EMPTY -> "something still hangs on it";
      case POWER -> "would give somebody more power than the caller may give";
      case CIRCLE -> "a unit would come to lie beneath itself";
      case STANDING -> "does not hold the post that it takes on that day";
      case REDELEGATED -> "signs by sub-delegation, which is not given on";
    };
  }
}
