package vn.antin.admin.web;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Who looks at a page, as far as its frame needs to know.
 *
 * @param administrator whether the pages for administrators are offered
 * @param people whether those about other officials are
 * @param audit whether the audit log is
 * @param waiting how many signing requests wait, as far as known
 */
public record Viewer(
    String displayName, boolean administrator, boolean people, boolean audit, long waiting) {
  private static final String ATTRIBUTE = Viewer.class.getName();

  /** Makes the viewer known to the page that answers this request. */
  public void attach(HttpServletRequest request) {
    request.setAttribute(ATTRIBUTE, this);
  }

  static @Nullable Viewer of(HttpServletRequest request) {
    return (Viewer) request.getAttribute(ATTRIBUTE);
  }
}
