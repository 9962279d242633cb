package vn.antin.signing.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Faults of controllers. */
@RestControllerAdvice
final class ProblemAdvice {
  private final ProblemWriter problems;

  ProblemAdvice(ProblemWriter problems) {
    this.problems = problems;
  }

  @ExceptionHandler
  void tell(Exception fault, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    problems.write(request, response, fault);
  }
}
