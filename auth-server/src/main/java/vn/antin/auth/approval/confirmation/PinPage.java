package vn.antin.auth.approval.confirmation;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import vn.antin.auth.account.TooManyHashes;
import vn.antin.auth.login.factor.Reauthentication;
import vn.antin.auth.session.Session;
import vn.antin.auth.session.SessionAuthentication;
import vn.antin.auth.web.SeeOther;

/** Where an official chooses a signing PIN, shortly after having logged in. */
@Controller
@RequestMapping(PinPage.PAGE)
final class PinPage {
  static final String PAGE = "/account/pin";

  private final SigningPins pins;
  private final Reauthentication reauthentication;

  PinPage(SigningPins pins, Reauthentication reauthentication) {
    this.pins = pins;
    this.reauthentication = reauthentication;
  }

  @GetMapping
  @Nullable ModelAndView show(
      SessionAuthentication official, HttpServletRequest request, HttpServletResponse response) {
    return reauthentication.sendsAway(official, PAGE, request, response)
        ? null
        : page(official.session(), null);
  }

  @PostMapping
  @Nullable ModelAndView set(
      SessionAuthentication official,
      @RequestParam(defaultValue = "") String current,
      @RequestParam String pin,
      @RequestParam String repeated,
      HttpServletRequest request,
      HttpServletResponse response) {
    // A signature has the force of law: as strong and as recent a proof as a factor's change.
    if (reauthentication.sendsAway(official, PAGE, request, response)) {
      return null;
    }
    Session session = official.session();
    if (!pin.equals(repeated)) {
      return page(session, Refusal.of("pin.differs"));
    }
    Optional<SigningPin> chosen = SigningPin.choose(pin);
    if (chosen.isEmpty()) {
      return page(session, Refusal.of("pin.weak"));
    }
    // A thief of the password must not become a signer: who has a PIN proves to know it.
    Refusal refused =
        pins.isSet(session.account()) ? Refusal.of(pins.check(session.account(), current)) : null;
    if (refused != null) {
      return page(session, refused);
    }
    try {
      pins.set(session.account(), chosen.get());
    } catch (TooManyHashes e) {
      return page(session, Refusal.of("approval.pin.busy"));
    }
    return SeeOther.to("/account?pin", response);
  }

  private ModelAndView page(Session session, @Nullable Refusal problem) {
    var page = new ModelAndView("pin");
    page.addObject("known", pins.isSet(session.account()));
    page.addObject("problem", problem);
    page.setStatus(problem == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    return page;
  }
}
