package vn.antin.admin.web;

import java.net.URI;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.antin.admin.installation.Installation;

/** Remembers the language that a browser wants. */
@Controller
class LanguageEndpoint {
  private final Installation installation;

  LanguageEndpoint(Installation installation) {
    this.installation = installation;
  }

  @PostMapping("/language")
  ResponseEntity<Void> choose(
      @RequestParam String to, @RequestParam(required = false) String back) {
    var language = "en".equals(to) ? Language.EN : Language.VI;
    var cookie =
        ResponseCookie.from(Language.COOKIE, language.tag())
            .httpOnly(true)
            .secure(installation.secure())
            .sameSite("Lax")
            .path("/")
            .maxAge(Duration.ofDays(365))
            .build();
    return ResponseEntity.status(HttpStatus.SEE_OTHER)
        .header(HttpHeaders.SET_COOKIE, cookie.toString())
        .location(URI.create(Here.local(back)))
        .build();
  }
}
