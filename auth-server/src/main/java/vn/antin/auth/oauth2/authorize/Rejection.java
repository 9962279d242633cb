package vn.antin.auth.oauth2.authorize;

import java.util.Locale;

/** Why a request ends on a page of ours. */
public enum Rejection {
  UNKNOWN_CLIENT(400, "no such client, or it is switched off"),
  UNREGISTERED_REDIRECT_URI(400, "redirect_uri is not exactly one of those registered"),
  TOO_LARGE(414, "the request is too large for an address: push it (RFC 9126)"),
  REQUEST_GONE(400, "the pushed request is unknown, over, or another client's"),
  UNUSABLE_REQUEST(400, "the request object or redirect_uri cannot be used");

  private final int status;
  private final String words;

  Rejection(int status, String words) {
    this.status = status;
    this.words = words;
  }

  /** What was wrong, for those who run the client. */
  String words() {
    return words;
  }

  /** HTTP status of the page. */
  public int status() {
    return status;
  }

  /** Key of the page's text. */
  public String key() {
    return "refused." + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
