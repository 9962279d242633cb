package vn.antin.auth.login.post;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.antin.auth.org.AssignmentId;
import vn.antin.auth.org.PostHeld;

/**
 * What the choice of a post shows.
 *
 * @param flow the login on the way; null when a session changes its post
 * @param posts those held today, the main one first
 * @param acted the one that is marked
 * @param problem key of the text that says why it is shown again
 */
public record PostPage(
    @Nullable String flow,
    List<PostHeld> posts,
    @Nullable AssignmentId acted,
    @Nullable String problem) {
  public PostPage {
    posts = List.copyOf(posts);
  }

  /** Where the choice goes. */
  public String action() {
    return flow == null ? "/account/post" : "/login/post";
  }

  /** Whether this one is marked. */
  public boolean marked(PostHeld post) {
    return acted == null ? post.equals(posts.getFirst()) : post.id().equals(acted);
  }
}
