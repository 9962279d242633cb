package vn.antin.admin.home;

import java.util.List;

/**
 * The start page of an official.
 *
 * @param handovers how many handovers of seals wait that the official has a part in
 * @param waiting how many signing requests wait for the official
 * @param reachable false when the auth-server did not answer and only the frame could be shown
 */
public record HomePage(
    String displayName,
    ExpiryNotices notices,
    long handovers,
    long waiting,
    List<Me.Post> posts,
    List<LinkedSystem> systems,
    boolean reachable) {
  public HomePage {
    posts = List.copyOf(posts);
    systems = List.copyOf(systems);
  }
}
