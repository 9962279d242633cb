package vn.antin.signing.problem;

import java.io.Serial;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one unchecked exception of this service. Its message is for logs only and carries neither
 * secrets nor personal data; {@link #facts()} is what the problem document may show beside its
 * text.
 */
public final class SigningException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final Problem problem;
  private final transient Map<String, Object> facts = new LinkedHashMap<>();

  SigningException(Problem problem, String operatorMessage, @Nullable Throwable cause) {
    super(problem.code() + ": " + operatorMessage, cause);
    this.problem = problem;
  }

  /** Adds a member to the problem document; the client will read it. */
  public SigningException showing(String member, Object value) {
    facts.put(member, value);
    return this;
  }

  public Problem problem() {
    return problem;
  }

  public Map<String, Object> facts() {
    return Map.copyOf(facts);
  }
}
