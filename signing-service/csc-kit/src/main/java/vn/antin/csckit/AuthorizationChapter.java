package vn.antin.csckit;

import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** How a signature is authorized; only with leave is a signer asked. */
final class AuthorizationChapter {
  private static final String AUTHORIZE = "credentials/authorize";
  private static final String CHECK = "credentials/authorizeCheck";
  private static final String EXTEND = "credentials/extendTransaction";
  private static final String REVOKE = "auth/revoke";

  private final Session session;

  AuthorizationChapter(Session session) {
    this.session = session;
  }

  List<Expectation> expectations() {
    return List.of(
        new Expectation("§4", "authorize without credentialID is refused", this::missing),
        new Expectation("§3 credentials/authorize", "a SAD or a handle comes", this::authorize),
        new Expectation("§4", "authorizeCheck of an unknown handle is refused", this::check),
        new Expectation("§4", "extendTransaction without SAD is refused", this::extend),
        new Expectation("§4", "auth/revoke without token is refused", this::revoke));
  }

  private void missing() throws IOException {
    session.call(AUTHORIZE, Map.of("numSignatures", 1)).refuses(400, "invalid_request");
  }

  private void authorize() throws IOException {
    session.needs(AUTHORIZE);
    if (!session.options.ask()) {
      throw new Expectation.NotAsked("asks a signer; allow it by --ask");
    }
    var answer =
        session.call(
            AUTHORIZE,
            Map.of(
                "credentialID",
                session.credential(),
                "numSignatures",
                1,
                "hashes",
                List.of(Base64.getEncoder().encodeToString(new byte[32])),
                "hashAlgorithmOID",
                "2.16.840.1.101.3.4.2.1",
                "description",
                "csc-kit"));
    if (answer.status() == 200) {
      Unmet.unless(!answer.is(200).string("SAD").isEmpty(), "SAD is empty");
      if (answer.has("expiresIn")) {
        Answer.typed(answer.body(), "expiresIn", Long.class);
      }
      return;
    }
    var handle = answer.is(202).string("handle");
    if (session.offers(CHECK)) {
      var later = session.call(CHECK, Map.of("handle", handle));
      Unmet.unless(
          later.status() == 200 || later.status() == 202,
          "expected 200 or 202 of " + CHECK + ", found " + later.status());
    }
  }

  private void check() throws IOException {
    session.call(CHECK, Map.of("handle", "no-such-handle")).refuses(400, "invalid_request");
  }

  private void extend() throws IOException {
    session.needs(EXTEND);
    session
        .call(EXTEND, Map.of("credentialID", session.credential()))
        .refuses(400, "invalid_request")
        .saying("Missing (or invalid type) string parameter SAD");
  }

  private void revoke() throws IOException {
    session
        .call(REVOKE, Map.of())
        .refuses(400, "invalid_request")
        .saying("Missing (or invalid type) string parameter token");
  }
}
