package vn.antin.signing.csc;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Faults of this package's controllers, before the advice for all others. */
@RestControllerAdvice(basePackageClasses = CscAdvice.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
final class CscAdvice {
  private final CscErrors errors;

  CscAdvice(CscErrors errors) {
    this.errors = errors;
  }

  @ExceptionHandler
  void tell(Exception fault, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    errors.write(request, response, fault);
  }
}
