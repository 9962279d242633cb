package vn.antin.admin.web;

import org.jspecify.annotations.Nullable;

/**
 * The frame around a page.
 *
 * @param path where the browser is, for the language switch and for trying again
 * @param accountUrl the official's own page at the auth-server
 */
public record Shell(
    Texts t, @Nullable Viewer viewer, String path, String accountUrl, Assets assets) {

  /** Whether what only administrators do is offered. */
  public boolean administrator() {
    return viewer != null && viewer.administrator();
  }

  /** {@code page} for the link of the section the browser is in, otherwise nothing. */
  public @Nullable String current(String section) {
    var here = section.equals("/") ? path.equals("/") : path.startsWith(section);
    return here ? "page" : null;
  }
}
