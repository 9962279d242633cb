package vn.antin.auth.web;

import jakarta.servlet.http.HttpServletRequest;

/** Where a request came from: the address of the connection, or what a listed proxy said. */
public record ClientAddress(String value) {
  /** The address of the one who sent this request. */
  public static ClientAddress of(HttpServletRequest request) {
    return new ClientAddress(request.getRemoteAddr());
  }
}
