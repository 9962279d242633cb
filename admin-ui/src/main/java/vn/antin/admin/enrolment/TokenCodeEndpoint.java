package vn.antin.admin.enrolment;

import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import vn.antin.admin.session.Callers;
import vn.antin.admin.session.DeskSession;
import vn.antin.admin.upstream.Answer;
import vn.antin.admin.upstream.Upstream;

/**
 * Makes a code that the administrator reads out. It is shown by the answer itself, not after a
 * redirect: it is kept nowhere from which it could be shown again.
 */
@Controller
class TokenCodeEndpoint {
  private final Upstream signingService;
  private final Callers callers;
  private final HolderPages pages;

  TokenCodeEndpoint(
      @Qualifier("signingService") Upstream signingService, Callers callers, HolderPages pages) {
    this.signingService = signingService;
    this.callers = callers;
    this.pages = pages;
  }

  @PostMapping("/certificates/usb-tokens/code")
  ModelAndView make(
      DeskSession session,
      @RequestParam(required = false) @Nullable UUID official,
      @RequestParam(required = false) @Nullable UUID unit,
      HttpServletRequest request) {
    var caller = callers.official(session, request);
    var named = new Named(official, unit);
    if (!named.one()) {
      return pages.of(Way.TOKEN_CODE, named, "", caller);
    }
    return switch (signingService.post(
        Way.TOKEN_CODE.api(), caller, named.wish(), TokenCode.class)) {
      case Answer.Granted<TokenCode>(var code) -> pages.code(named, code, caller);
      case Answer.Refused<TokenCode> refused ->
          pages.refused(Way.TOKEN_CODE, named, "", caller, callers.explained(refused));
    };
  }
}
