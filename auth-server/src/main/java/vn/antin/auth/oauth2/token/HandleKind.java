package vn.antin.auth.oauth2.token;

import java.util.Locale;

/** What a handle is good for; one presented as another kind is unknown. */
public enum HandleKind {
  CODE,
  REFRESH,
  ACCESS;

  String column() {
    return name().toLowerCase(Locale.ROOT);
  }
}
