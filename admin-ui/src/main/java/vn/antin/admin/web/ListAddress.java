package vn.antin.admin.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;

/** Addresses of searchable lists that go on from a key ({@code after}) instead of a page number. */
public final class ListAddress {
  private static final int ROWS = 25;

  private ListAddress() {}

  /** The list's address; empty parts are left out. */
  public static String of(String path, String query, String after, boolean limited) {
    var address = new StringBuilder(path);
    var separator = '?';
    if (!query.isEmpty()) {
      address.append(separator).append("q=").append(URLEncoder.encode(query, UTF_8));
      separator = '&';
    }
    if (!after.isEmpty()) {
      address.append(separator).append("after=").append(URLEncoder.encode(after, UTF_8));
      separator = '&';
    }
    if (limited) {
      address.append(separator).append("limit=").append(ROWS);
    }
    return address.toString();
  }
}
