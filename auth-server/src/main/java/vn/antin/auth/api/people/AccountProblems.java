package vn.antin.auth.api.people;

import java.util.List;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import vn.antin.auth.account.AccountException;
import vn.antin.auth.account.Fault;
import vn.antin.auth.api.ApiProblem;
import vn.antin.auth.api.FieldFault;

/** Answers what accounts refuse as problem documents. */
@RestControllerAdvice(annotations = RestController.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
final class AccountProblems {
  @ExceptionHandler
  ResponseEntity<ProblemDetail> refused(AccountException refused) {
    ApiProblem problem =
        switch (refused.code()) {
          case NOT_FOUND -> ApiProblem.notFound();
          case CHANGED -> ApiProblem.changed();
          case INVALID, TAKEN -> ApiProblem.invalid(fields(refused.faults()));
          case STATE -> ApiProblem.conflict(code(refused), "the present state does not allow that");
          case FORBIDDEN ->
              ApiProblem.of(
                  HttpStatus.FORBIDDEN, code(refused), "another administrator must do this");
        };
    return ResponseEntity.status(problem.getStatusCode()).body(problem.getBody());
  }

  private static String code(AccountException refused) {
    return refused.faults().isEmpty() ? "not-allowed" : refused.faults().getFirst().code();
  }

  private static List<FieldFault> fields(List<Fault> faults) {
    return faults.stream()
        .map(fault -> new FieldFault(fault.field(), fault.code(), sentence(fault.code())))
        .toList();
  }

  private static String sentence(String code) {
    return switch (code) {
      case "required" -> "is required";
      case "too-long" -> "is too long";
      case "taken" -> "another account has it already";
      case "unknown" -> "is none that the caller administers";
      case "not-in-force" -> "is not in force on that day";
      case "before-from" -> "must be after the first day";
      case "too-late" -> "is too far away";
      default -> "is not acceptable";
    };
  }
}
