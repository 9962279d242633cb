package vn.antin.auth.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;

/** Where a request came from: the address of the connection, or what a listed proxy said. */
public record ClientAddress(String value) {
  /** The address of the one who sent this request. */
  public static ClientAddress of(HttpServletRequest request) {
    return new ClientAddress(request.getRemoteAddr());
  }

  /** The part that one customer has: of IPv6 the first 64 bits. */
  public String network() {
    String[] groups = value.split(":", -1);
    return groups.length < 5 ? value : String.join(":", Arrays.copyOf(groups, 4));
  }
}
