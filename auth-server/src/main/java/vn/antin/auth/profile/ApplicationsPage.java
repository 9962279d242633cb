package vn.antin.auth.profile;

import java.util.List;
import vn.antin.auth.session.AllowedApplication;

/** What the page about systems shows. */
public record ApplicationsPage(List<AllowedApplication> applications) {
  public ApplicationsPage {
    applications = List.copyOf(applications);
  }
}
