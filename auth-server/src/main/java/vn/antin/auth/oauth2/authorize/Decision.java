package vn.antin.auth.oauth2.authorize;

import org.jspecify.annotations.Nullable;
import vn.antin.auth.oauth2.token.Handle;

/** What to do with an authorization request. */
sealed interface Decision {
  /**
   * Park the request and log the official in.
   *
   * @param fresh whether also an official with a session has to prove themselves anew
   */
  record LogIn(boolean fresh) implements Decision {}

  /** Send the browser to the page on which the official approves; it comes back to this request. */
  record AskApproval(String page) implements Decision {}

  /** Send the browser to the client with a code. */
  record Issue(String redirectUri, @Nullable String state, Handle code) implements Decision {}

  /** Send the browser to the client with an error; the description is for its developer. */
  record Refuse(String redirectUri, @Nullable String state, String error, String description)
      implements Decision {}

  /** Show a page of ours: there is no client that may be told. */
  record Reject(Rejection because) implements Decision {}

  /** Come again by GET: cookies of the session do not travel with another site's POST. */
  record ComeByGet(String address) implements Decision {}
}
