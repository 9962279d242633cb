package vn.antin.auth.login.remembered;

import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import vn.antin.auth.session.SessionAuthentication;

/** The browsers that an official has logged in with, and how to have one forgotten. */
@Controller
final class BrowsersPage {
  private static final String PATH = "/account/browsers";

  private final KnownDevices devices;
  private final InstantSource clock;

  BrowsersPage(KnownDevices devices, InstantSource clock) {
    this.devices = devices;
    this.clock = clock;
  }

  @GetMapping(PATH)
  ModelAndView show(SessionAuthentication official) {
    return new ModelAndView(
        "browsers",
        Map.of("browsers", devices.all(official.session().account()), "now", clock.instant()));
  }

  @PostMapping(PATH + "/{id}/forget")
  ResponseEntity<Void> forget(SessionAuthentication official, @PathVariable UUID id) {
    devices.forget(official.session().account(), id);
    return ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create(PATH)).build();
  }
}
