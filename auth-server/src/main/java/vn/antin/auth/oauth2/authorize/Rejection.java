package vn.antin.auth.oauth2.authorize;

import java.util.Locale;

/** Why a request ends on a page of ours. */
public enum Rejection {
  UNKNOWN_CLIENT(400),
  UNREGISTERED_REDIRECT_URI(400),
  TOO_LARGE(414),
  REQUEST_GONE(400),
  UNUSABLE_REQUEST(400);

  private final int status;

  Rejection(int status) {
    this.status = status;
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
