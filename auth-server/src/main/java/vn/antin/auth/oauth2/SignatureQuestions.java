package vn.antin.auth.oauth2;

import java.util.Optional;
import java.util.UUID;

/**
 * Approvals of signatures that a client asks for by itself and collects later. They are answered on
 * the same page as those of the browser, which tells {@link QuestionAnswers} of the answer.
 */
public interface SignatureQuestions {
  /** Looks at what is asked for, whoever will be asked; as {@link ApprovalDemand#asked()}. */
  Weighed weigh(String asked);

  /** Opens the page on which it is answered; its path and query. Joins the transaction. */
  String open(SignatureQuestion question);

  /**
   * Takes away, once, what was approved; empty when that is nothing or has ended. Joins the
   * transaction in which the token is issued.
   */
  Optional<Ruling.Approved> collect(UUID question);

  /** What came of looking. */
  sealed interface Weighed {
    /** It can be put to an official. */
    record Fit(int signatures) implements Weighed {}

    /**
     * It cannot.
     *
     * @param reason for the client's developer; holds nothing of the input
     */
    record Unfit(String reason) implements Weighed {}
  }
}
