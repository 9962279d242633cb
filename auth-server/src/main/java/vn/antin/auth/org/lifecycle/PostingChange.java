package vn.antin.auth.org.lifecycle;

import java.time.LocalDate;
import vn.antin.auth.org.AssignmentId;

/** How an official moves. */
public sealed interface PostingChange {
  /**
   * The main post becomes another one (điều động): the one held so far ends on its first day, and
   * so do roles over units that the new one does not lie in.
   *
   * @param keepRoles whether those roles stay
   */
  record Transfer(Posting to, boolean keepRoles) implements PostingChange {}

  /** One more post, beside those held (kiêm nhiệm, biệt phái, quyền). */
  record Additional(Posting post) implements PostingChange {}

  /**
   * A post ends.
   *
   * @param assignment which one the official holds
   * @param on the first day on which it is not held any more
   */
  record End(AssignmentId assignment, LocalDate on) implements PostingChange {}
}
