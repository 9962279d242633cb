package vn.antin.auth.oauth2.authorize;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.antin.auth.oauth2.request.AuthorizeParameters;
import vn.antin.auth.session.Session;
import vn.antin.auth.web.Language;
import vn.antin.auth.web.PageSecurity;

/** Reads the request that a page for officials is about, and has answers carried out. */
@Component
final class OpenQuestions {
  /** A field of the pages' own forms. */
  static final String SEEN = "seen";

  private final AuthorizeReader reader;
  private final AuthorizeResponder responder;

  OpenQuestions(AuthorizeReader reader, AuthorizeResponder responder) {
    this.reader = reader;
    this.responder = responder;
  }

  /** Empty when there is nothing to ask, or nobody; the browser has then been sent on. */
  Optional<Asked> read(
      @Nullable Session session, HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    AuthorizeParameters came = AuthorizeParameters.of(request).without(Set.of(SEEN));
    switch (reader.read(came)) {
      case Reading.Bad(Decision decision) -> responder.carryOut(decision, request, response);
      case Reading.Good(Asked asked) -> {
        if (session != null) {
          Language.firstSpoken(asked.request().one("ui_locales"))
              .ifPresent(locale -> Language.prefer(request, locale));
          PageSecurity.allowFormTargets(
              request, List.of(RedirectUris.origin(asked.reply().redirectUri())));
          return Optional.of(asked);
        }
        responder.carryOut(new Decision.ComeByGet(came.address()), request, response);
      }
    }
    return Optional.empty();
  }

  void answer(Decision decision, HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    responder.carryOut(decision, request, response);
  }
}
