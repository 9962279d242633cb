package vn.antin.auth.approval;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.org.delegation.SigningRights;
import vn.antin.auth.org.delegation.SigningRights.Finding;

/**
 * Whether the official may sign, today, by the rights that a request states for its documents.
 * signing-service asks again when the approval is spent.
 */
@Component
class AuthorityCheck {
  private final SigningRights rights;

  AuthorityCheck(SigningRights rights) {
    this.rights = rights;
  }

  sealed interface Result {
    /** All of them hold, each told once; empty when nothing is stated. */
    record Holds(List<StatedAuthority> authorities) implements Result {}

    /**
     * One of them does not.
     *
     * @param why key of the sentence for the official
     */
    record Lacks(String why) implements Result {}
  }

  Result check(AccountId official, SignatureRequest request) {
    List<SigningRights.Claim> claims =
        request.documents().stream()
            .flatMap(document -> Stream.ofNullable(document.authority()))
            .distinct()
            .toList();
    var stated = new ArrayList<StatedAuthority>();
    for (SigningRights.Claim claim : claims) {
      switch (rights.find(official, claim)) {
        case Finding.Holds holds -> stated.add(StatedAuthority.of(claim, holds));
        case Finding.NoPost() -> {
          return new Result.Lacks("approval.authority.no-post");
        }
        case Finding.NoDelegation() -> {
          return new Result.Lacks("approval.authority.no-delegation");
        }
        case Finding.OtherTitle(_) -> {
          return new Result.Lacks("approval.authority.other-title");
        }
      }
    }
    return new Result.Holds(List.copyOf(stated));
  }
}
