package vn.antin.auth.oauth2;

import java.util.UUID;
import vn.antin.auth.session.SessionId;

/** Takes what officials say to questions that were asked apart from their browser. */
public interface QuestionAnswers {
  /**
   * Records the answer in the caller's transaction and lets the client know.
   *
   * @return false, with nothing recorded, when the question is not open any more: answered
   *     elsewhere, too old, or not this official's
   */
  boolean answer(UUID question, SessionId session, boolean approved);
}
