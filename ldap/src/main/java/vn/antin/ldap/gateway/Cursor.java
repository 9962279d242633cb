package vn.antin.ldap.gateway;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Where a paged search stands. It travels in the client's cookie unprotected: it only says after
 * which key to go on, and what may be seen is decided anew for every page.
 *
 * @param kind null at the very beginning, before the containers
 */
record Cursor(@Nullable EntryKind kind, String after) {
  static final Cursor START = new Cursor(null, "");
  private static final int MAX_BYTES = 1024;

  static Cursor of(byte[] cookie) throws LDAPException {
    if (cookie.length == 0) {
      return START;
    }
    String text = new String(cookie, StandardCharsets.UTF_8);
    EntryKind kind =
        switch (text.charAt(0)) {
          case 'p' -> EntryKind.PERSON;
          case 'u' -> EntryKind.UNIT;
          default -> null;
        };
    if (kind == null || cookie.length > MAX_BYTES || text.indexOf('\0') >= 0) {
      throw new LDAPException(ResultCode.PROTOCOL_ERROR, "this paging cookie is not ours");
    }
    return new Cursor(kind, text.substring(1));
  }

  byte[] toCookie() {
    return ((kind == EntryKind.UNIT ? "u" : "p") + after).getBytes(StandardCharsets.UTF_8);
  }
}
