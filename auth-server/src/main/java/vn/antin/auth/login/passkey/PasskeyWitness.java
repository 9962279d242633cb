package vn.antin.auth.login.passkey;

import java.security.MessageDigest;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.login.factor.PasskeyAssertions;

/** Has an official's passkey sign somebody else's challenge. */
@Component
final class PasskeyWitness implements PasskeyAssertions {
  private final RelyingParty us;
  private final Passkeys passkeys;
  private final PasskeyVerifier verifier;

  PasskeyWitness(RelyingParty us, Passkeys passkeys, PasskeyVerifier verifier) {
    this.us = us;
    this.passkeys = passkeys;
    this.verifier = verifier;
  }

  @Override
  public boolean enrolled(AccountId account) {
    return passkeys.anyOf(account);
  }

  @Override
  public Map<String, Object> options(AccountId account, byte[] challenge, Duration timeout) {
    return us.requestOptions(challenge, timeout, passkeys.credentialIds(account));
  }

  @Override
  public Result check(AccountId account, byte[] challenge, String response) {
    Optional<Answer.Login> read = us.readLogin(response);
    if (read.isEmpty()) {
      return new Result.Refused("malformed");
    }
    Answer.Login answer = read.get();
    if (!MessageDigest.isEqual(challenge, answer.challenge())) {
      return new Result.Refused("other-challenge");
    }
    Optional<StoredKey> known = passkeys.find(answer.credentialId());
    if (known.isEmpty() || !known.get().passkey().account().equals(account)) {
      return new Result.Refused("not-theirs");
    }
    byte[] owner = answer.userHandle();
    // An authenticator that was told which passkey to use need not name its owner (§6.3.3).
    if (owner != null && !UserHandle.of(account).matches(owner)) {
      return new Result.Refused("other-owner");
    }
    return switch (verifier.verify(answer, known.get())) {
      case PasskeyCheck.Accepted(Passkey passkey) ->
          new Result.Accepted(answer.assertion(passkey.id(), known.get().attested()));
      case PasskeyCheck.Refused(String reason) -> new Result.Refused(reason);
      case PasskeyCheck.Copied() -> new Result.Copied();
    };
  }
}
