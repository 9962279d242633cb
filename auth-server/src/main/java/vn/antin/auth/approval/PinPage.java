package vn.antin.auth.approval;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;
import vn.antin.auth.account.TooManyHashes;
import vn.antin.auth.login.factor.Reauthentication;
import vn.antin.auth.session.Assurance;
import vn.antin.auth.session.Session;
import vn.antin.auth.session.SessionAuthentication;

/** Where an official chooses a signing PIN, shortly after having logged in. */
@Controller
@RequestMapping("/account/pin")
class PinPage {
  /** An open session alone is not enough: somebody may have found the computer unlocked. */
  private static final Duration FRESH = Duration.ofMinutes(10);

  private final SigningPins pins;
  private final Reauthentication reauthentication;

  PinPage(SigningPins pins, Reauthentication reauthentication) {
    this.pins = pins;
    this.reauthentication = reauthentication;
  }

  @GetMapping
  ModelAndView show(
      SessionAuthentication official, HttpServletRequest request, HttpServletResponse response) {
    return due(official, request, response)
        .map(PinPage::redirect)
        .orElseGet(() -> page(official.session(), null));
  }

  @PostMapping
  ModelAndView set(
      SessionAuthentication official,
      @RequestParam(defaultValue = "") String current,
      @RequestParam String pin,
      @RequestParam String repeated,
      HttpServletRequest request,
      HttpServletResponse response) {
    Optional<String> due = due(official, request, response);
    if (due.isPresent()) {
      return redirect(due.get());
    }
    Session session = official.session();
    if (!pin.equals(repeated)) {
      return page(session, new RefusedPin("pin.differs", 0, null));
    }
    Optional<SigningPin> chosen = SigningPin.choose(pin);
    if (chosen.isEmpty()) {
      return page(session, new RefusedPin("pin.weak", 0, null));
    }
    // A thief of the password must not become a signer: who has a PIN proves to know it.
    RefusedPin refused =
        pins.isSet(session.account())
            ? RefusedPin.of(pins.check(session.account(), current))
            : null;
    if (refused != null) {
      return page(session, refused);
    }
    try {
      pins.set(session.account(), chosen.get());
    } catch (TooManyHashes e) {
      return page(session, new RefusedPin("approval.pin.busy", 0, null));
    }
    return redirect("/account?pin");
  }

  /** A signature has the force of law: as strong and as recent a proof as a factor's change. */
  private Optional<String> due(
      SessionAuthentication official, HttpServletRequest request, HttpServletResponse response) {
    return reauthentication
        .needed(official, Assurance.TWO_FACTOR, FRESH, "/account/pin", request, response)
        .map(URI::toString);
  }

  private ModelAndView page(Session session, @Nullable RefusedPin problem) {
    var page = new ModelAndView("pin");
    page.addObject("known", pins.isSet(session.account()));
    page.addObject("problem", problem);
    page.setStatus(problem == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    return page;
  }

  private static ModelAndView redirect(String location) {
    var redirect = new RedirectView(location);
    redirect.setStatusCode(HttpStatus.SEE_OTHER);
    return new ModelAndView(redirect);
  }
}
