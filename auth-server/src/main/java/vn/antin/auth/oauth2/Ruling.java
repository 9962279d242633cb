package vn.antin.auth.oauth2;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What an {@link ApprovalGate} says. */
public sealed interface Ruling {
  /**
   * The official has to be asked first.
   *
   * @param page path and query of the approval page
   */
  record Ask(String page) implements Ruling {}

  /**
   * The official has approved; this ruling has spent the approval.
   *
   * @param grant what introspection will name
   * @param authorizationDetails the JSON array as approved, for introspection
   * @param answer members of the token answer, as a JSON object; null when that is the same array
   */
  record Approved(UUID grant, String authorizationDetails, @Nullable String answer)
      implements Ruling {}

  /** The official has refused. */
  record Denied() implements Ruling {}

  /**
   * The details cannot be understood or are not allowed to this client.
   *
   * @param description for the client's developer; no personal data
   */
  record Invalid(String description) implements Ruling {}
}
