package vn.antin.auth.approval;

import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import vn.antin.auth.approval.asked.WishReader;
import vn.antin.auth.oauth2.Ruling;
import vn.antin.auth.oauth2.SignatureQuestion;
import vn.antin.auth.oauth2.SignatureQuestions;

/**
 * Signatures that applications ask for without the official's browser: opened from the official's
 * inbox, approved on the same page under the same checks, collected by the token endpoint.
 */
@Service
final class AskedApart implements SignatureQuestions {
  private final ApprovalRepository approvals;
  private final GrantRepository grants;
  private final WishReader wishes;
  private final InstantSource clock;

  AskedApart(
      ApprovalRepository approvals,
      GrantRepository grants,
      WishReader wishes,
      InstantSource clock) {
    this.approvals = approvals;
    this.grants = grants;
    this.wishes = wishes;
    this.clock = clock;
  }

  @Override
  public Weighed weigh(String asked) {
    return switch (wishes.read(asked)) {
      case WishReader.Reading.Accepted(var wish) -> new Weighed.Fit(wish.hashes().size());
      case WishReader.Reading.Refused(String reason) -> new Weighed.Unfit(reason);
    };
  }

  @Override
  public String open(SignatureQuestion question) {
    return "/approval?id=" + approvals.ask(question, clock.instant());
  }

  @Override
  public Optional<Ruling.Approved> collect(UUID question) {
    return approvals.collect(question, clock.instant()).map(grants::approved);
  }
}
