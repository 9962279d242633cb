package vn.antin.auth.profile;

import java.util.List;
import vn.antin.auth.session.AllowedApplication;
import vn.antin.auth.session.UsedApplication;

/**
 * What the page about systems shows.
 *
 * @param used systems that sessions open now have logged in to
 * @param applications what the official has allowed
 */
public record ApplicationsPage(List<UsedApplication> used, List<AllowedApplication> applications) {
  public ApplicationsPage {
    used = List.copyOf(used);
    applications = List.copyOf(applications);
  }
}
