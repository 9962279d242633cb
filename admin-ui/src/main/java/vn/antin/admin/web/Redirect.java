package vn.antin.admin.web;

import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** 303: after a form the browser reads a page, and its reload repeats only that. */
public final class Redirect {
  private Redirect() {}

  /** On to this address, taken as it is written. */
  public static ModelAndView to(String address) {
    var view = new RedirectView(address);
    view.setStatusCode(HttpStatus.SEE_OTHER);
    view.setExpandUriTemplateVariables(false);
    return new ModelAndView(view);
  }
}
