package vn.antin.auth.api;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import vn.antin.auth.org.power.RefusedAct;

/** Answers what REST controllers refuse as problem documents; pages have pages. */
@RestControllerAdvice(annotations = RestController.class)
final class ApiProblems extends ResponseEntityExceptionHandler {
  @ExceptionHandler
  @Nullable ResponseEntity<Object> refused(RefusedAct refused, WebRequest request)
      throws Exception {
    return handleException(problem(refused.code()), request);
  }

  private static ApiProblem problem(RefusedAct.Code code) {
    return switch (code) {
      case UNKNOWN -> ApiProblem.notFound();
      case OWN_ACT ->
          ApiProblem.of(
              HttpStatus.FORBIDDEN,
              "own-act",
              "a second administrator decides, and not about themselves");
      case MORE_THAN_HELD ->
          ApiProblem.of(
              HttpStatus.FORBIDDEN,
              "more-than-held",
              "an administrator gives and changes no more power than they hold, nor for longer");
      case ALREADY -> ApiProblem.conflict("already", "the same is there or proposed already");
      case NOT_OPEN -> ApiProblem.conflict("not-open", "it was decided, withdrawn, or has run out");
      case CHANGED -> ApiProblem.changed();
      case LAST_ADMINISTRATOR ->
          ApiProblem.conflict(
              "last-administrator", "nobody would be left who administers the whole");
    };
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
      MethodArgumentNotValidException invalid,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    return unprocessable(
        invalid,
        headers,
        invalid.getBindingResult().getAllErrors().stream()
            .map(error ->
                fault(
                    error instanceof FieldError of ? of.getField() : error.getObjectName(), error))
            .toList(),
        request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
      HandlerMethodValidationException invalid,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    return unprocessable(
        invalid,
        headers,
        invalid.getParameterValidationResults().stream()
            .flatMap(result ->
                result.getResolvableErrors().stream()
                    .map(error ->
                        fault(
                            error instanceof FieldError of
                                ? of.getField()
                                : Objects.requireNonNullElse(
                                    result.getMethodParameter().getParameterName(), "request"),
                            error)))
            .toList(),
        request);
  }

  private @Nullable ResponseEntity<Object> unprocessable(
      Exception invalid, HttpHeaders headers, List<FieldFault> faults, WebRequest request) {
    List<FieldFault> named =
        faults.isEmpty()
            ? List.of(new FieldFault("request", "malformed", "is not what was expected"))
            : faults;
    return handleExceptionInternal(
        invalid,
        ApiProblem.invalidDocument(named),
        headers,
        HttpStatus.UNPROCESSABLE_CONTENT,
        request);
  }

  private static FieldFault fault(String field, MessageSourceResolvable error) {
    String constraint =
        Stream.ofNullable(error.getCodes())
            .flatMap(Stream::of)
            .reduce((first, last) -> last)
            .orElse("");
    String code =
        switch (constraint) {
          case "NotNull", "NotBlank", "NotEmpty" -> "required";
          default -> "malformed";
        };
    return new FieldFault(
        field, code, Objects.requireNonNullElse(error.getDefaultMessage(), "is not acceptable"));
  }
}
