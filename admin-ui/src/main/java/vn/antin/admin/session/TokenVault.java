package vn.antin.admin.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.antin.admin.installation.Wrapped;
import vn.antin.rootkey.RootKey;

/** Wraps tokens for their row; a blob moved to another row or column does not open. */
@Component
class TokenVault {
  private final RootKey rootKey;

  TokenVault(RootKey rootKey) {
    this.rootKey = rootKey;
  }

  Wrapped wrap(String token, UUID session, String column) {
    return new Wrapped(rootKey.wrap(token.getBytes(UTF_8), context(session, column)));
  }

  @Nullable Wrapped wrapNullable(@Nullable String token, UUID session, String column) {
    return token == null ? null : wrap(token, session, column);
  }

  String unwrap(Wrapped wrapped, UUID session, String column) {
    return new String(rootKey.unwrap(wrapped.blob(), context(session, column)), UTF_8);
  }

  private static String context(UUID session, String column) {
    return "admin-ui session " + session + " " + column;
  }
}
