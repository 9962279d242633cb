package vn.antin.auth.profile;

import java.util.List;
import vn.antin.auth.account.Account;
import vn.antin.auth.org.PostHeld;
import vn.antin.auth.web.AccountCard;

/**
 * What the profile shows.
 *
 * @param more further pages
 */
public record ProfilePage(Account account, List<PostHeld> posts, List<AccountCard> more) {
  public ProfilePage {
    posts = List.copyOf(posts);
    more = List.copyOf(more);
  }
}
