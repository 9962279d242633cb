package vn.antin.admin.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.ModelAndView;
import vn.antin.admin.upstream.Unreachable;

/** Turns every fault into a page in the official's language; details stay in the log. */
@Controller
@ControllerAdvice
class Faults implements ErrorController {
  private static final Logger LOG = LoggerFactory.getLogger(Faults.class);
  private static final Set<Integer> EXPLAINED = Set.of(400, 403, 404, 405, 413, 429, 503);

  /** Whatever the container refused: unknown pages, wrong methods, cross-site requests, bugs. */
  @RequestMapping("/error")
  ModelAndView error(HttpServletRequest request) {
    var code = (Integer) request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    var status = HttpStatus.resolve(code == null ? 404 : code);
    if (status == null) {
      status = HttpStatus.INTERNAL_SERVER_ERROR;
    }
    var known = EXPLAINED.contains(status.value());
    return FaultPage.of(status, known ? String.valueOf(status.value()) : "500");
  }

  /** An address whose id is none. */
  @ExceptionHandler(MethodArgumentTypeMismatchException.class)
  ModelAndView noSuchId() {
    return FaultPage.of(HttpStatus.NOT_FOUND, "404");
  }

  @ExceptionHandler(Unreachable.class)
  ModelAndView unreachable(
      Unreachable fault, HttpServletRequest request, HttpServletResponse response) {
    LOG.warn("{}: {}", fault.getMessage(), String.valueOf(fault.getCause()));
    response.setHeader("Retry-After", "5");
    return FaultPage.unavailable(fault.part().key(), Here.page(request));
  }

  @ExceptionHandler({DataAccessException.class, TransactionException.class})
  ModelAndView database(
      RuntimeException fault, HttpServletRequest request, HttpServletResponse response) {
    if (fault instanceof NonTransientDataAccessResourceException
        || fault instanceof DataAccessResourceFailureException
        || fault instanceof TransactionException) {
      LOG.error("the database does not answer: {}", fault.getMessage());
    } else {
      LOG.error("the database failed", fault);
    }
    response.setHeader("Retry-After", "5");
    return FaultPage.unavailable("database", Here.page(request));
  }
}
