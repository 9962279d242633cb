package vn.antin.auth.oauth2.authorize;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.antin.auth.oauth2.token.Handle;

/** What to do with an authorization request. */
sealed interface Decision {
  /**
   * Park the request and log the official in.
   *
   * @param continueTo the address that takes the request up again
   * @param hint who the client expects
   * @param fresh whether also an official with a session has to prove themselves anew
   * @param wanted the levels (acr) of which the login has to reach one; empty for any
   */
  record LogIn(
      String continueTo,
      String clientId,
      @Nullable Locale locale,
      @Nullable String hint,
      boolean fresh,
      List<String> wanted)
      implements Decision {}

  /** Send the browser to a page on which the official decides; it comes back to this request. */
  record Ask(String page) implements Decision {}

  /** Send the browser to the client with a code. */
  record Issue(Reply reply, Handle code) implements Decision {}

  /** Send the browser to the client with an error; the description is for its developer. */
  record Refuse(Reply reply, String error, String description) implements Decision {}

  /** Show a page of ours: there is no client that may be told. */
  record Reject(Rejection because) implements Decision {}

  /** Come again by GET: cookies of the session do not travel with another site's POST. */
  record ComeByGet(String address) implements Decision {}
}
