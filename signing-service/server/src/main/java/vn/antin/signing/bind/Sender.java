package vn.antin.signing.bind;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** Who sent one call with one token in {@code Authorization}. For one thread. */
public final class Sender {
  private final Senders senders;
  private final HttpServletRequest request;
  private final PresentedToken token;
  private @Nullable String provenKey;

  Sender(Senders senders, HttpServletRequest request, PresentedToken token) {
    this.senders = senders;
    this.request = request;
    this.token = token;
  }

  /**
   * Asks for the ownership of the presented token: one bound to a key comes by the scheme DPoP with
   * a proof of that key, any other by the scheme Bearer (RFC 9449 §7.1, §7.2, RFC 8705 §3).
   *
   * @param confirmation of the token, which is known to be good
   * @throws UnprovenSender when it is somebody else's
   */
  public void presents(Confirmation confirmation) {
    var key = confirmation instanceof Confirmation.Bound(var wanted, _) && wanted != null;
    if (token.withProof() && !key) {
      throw UnprovenSender.bearer("the token is not bound to a key: present it as Bearer");
    }
    if (key && !token.withProof()) {
      throw UnprovenSender.dpop("the token is bound to a key: present it with a DPoP proof");
    }
    holds(confirmation);
  }

  /**
   * Asks for the ownership of a token that came otherwise, or lies here for the sender. A proof
   * names the presented token alone, so what counts of this one is that the key is the same.
   *
   * @throws UnprovenSender when it is somebody else's
   */
  public void holds(Confirmation confirmation) {
    switch (confirmation) {
      case Confirmation.Anyone() -> {}
      case Confirmation.Unknown() ->
          throw UnprovenSender.bearer("the token is bound in a way that is not known here");
      case Confirmation.Bound(var key, var certificate) -> {
        if (certificate != null
            && !senders.certificate(request).filter(certificate::equals).isPresent()) {
          throw senders.refused(
              UnprovenSender.bearer(
                  "the token is bound to a client certificate: come by mutual TLS with it"));
        }
        if (key != null && !key.equals(provenKey())) {
          throw senders.refused(UnprovenSender.dpop("the proof is of another key than the token"));
        }
      }
    }
  }

  private String provenKey() {
    var proven = provenKey;
    if (proven == null) {
      proven = senders.prove(request, token.value());
      provenKey = proven;
    }
    return proven;
  }
}
