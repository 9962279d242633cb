package vn.antin.auth.profile;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;
import vn.antin.auth.session.AllowedApplications;
import vn.antin.auth.session.SessionAuthentication;

/** Which systems the official uses, and has allowed what. */
@Controller
final class ApplicationsController {
  private final ObjectProvider<AllowedApplications> applications;

  ApplicationsController(ObjectProvider<AllowedApplications> applications) {
    this.applications = applications;
  }

  @GetMapping("/account/applications")
  ModelAndView show(SessionAuthentication official) {
    return new ModelAndView(
        "account-applications",
        "page",
        new ApplicationsPage(
            applications.stream()
                .flatMap(all -> all.used(official.session().account()).stream())
                .toList(),
            applications.stream()
                .flatMap(all -> all.of(official.session().account()).stream())
                .toList()));
  }
}
