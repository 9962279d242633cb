package vn.antin.auth.login.passkey;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.antin.auth.login.factor.LoginInProgress;

/** Asks for a passkey and judges the answer. */
@Component
final class PasskeyLogin {
  private final RelyingParty us;
  private final Challenges challenges;
  private final Passkeys passkeys;
  private final PasskeyVerifier verifier;

  PasskeyLogin(
      RelyingParty us, Challenges challenges, Passkeys passkeys, PasskeyVerifier verifier) {
    this.us = us;
    this.challenges = challenges;
    this.passkeys = passkeys;
    this.verifier = verifier;
  }

  /**
   * What the browser is to ask for. It never lists credentials: all of ours are discoverable, and a
   * list would tell a stranger who has which.
   */
  Map<String, Object> options(LoginInProgress login) {
    return us.requestOptions(challenges.give(Holder.of(login)), Challenges.LIFETIME, List.of());
  }

  /** Judges an answer; the challenge is spent whatever comes of it. */
  PasskeyCheck check(LoginInProgress login, String response) {
    Optional<Answer.Login> read = us.readLogin(response);
    if (read.isEmpty()) {
      return new PasskeyCheck.Refused("malformed");
    }
    Answer.Login answer = read.get();
    if (!challenges.spend(Holder.of(login), answer.challenge())) {
      return new PasskeyCheck.Refused("expired");
    }
    Optional<StoredKey> known = passkeys.find(answer.credentialId());
    if (known.isEmpty()) {
      return new PasskeyCheck.Refused("unknown");
    }
    Passkey passkey = known.get().passkey();
    byte[] owner = answer.userHandle();
    if (owner == null || !UserHandle.of(passkey.account()).matches(owner)) {
      return new PasskeyCheck.Refused("other-owner");
    }
    return verifier.verify(answer, known.get());
  }
}
