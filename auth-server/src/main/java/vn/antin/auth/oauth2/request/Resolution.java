package vn.antin.auth.oauth2.request;

import org.jspecify.annotations.Nullable;

/** What became of a request on its way to plain parameters. */
public sealed interface Resolution {
  /**
   * These are the parameters that count.
   *
   * @param signed whether all of them come from an object that the client signed
   * @param pushed the row that they come from; null when they were not pushed
   */
  record Resolved(AuthorizeParameters parameters, boolean signed, @Nullable PushedId pushed)
      implements Resolution {}

  /** A request object, or what should lead to one, cannot be used. */
  record Unusable(RequestFault fault) implements Resolution {}

  /** The reference to a pushed request is unknown, another client's, used, or too old. */
  record Gone() implements Resolution {}
}
