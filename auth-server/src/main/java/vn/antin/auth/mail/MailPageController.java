package vn.antin.auth.mail;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.InetAddress;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/**
 * Shows the mails of the folder to whoever sits at this machine; anyone else finds no such page,
 * and where mail leaves by a server there is none for anybody.
 */
@Controller
@ConditionalOnProperty("antin.mail.folder")
final class MailPageController {
  private static final int MOST = 100;

  private final MailFolder folder;

  MailPageController(MailFolder folder) {
    this.folder = folder;
  }

  @GetMapping("/mail")
  ModelAndView list(HttpServletRequest request) throws IOException {
    here(request);
    return new ModelAndView("mail-list", "mails", folder.latest(MOST));
  }

  @GetMapping("/mail/{name}")
  ModelAndView show(@PathVariable String name, HttpServletRequest request) {
    here(request);
    return folder
        .find(name)
        .map(mail -> new ModelAndView("mail", "mail", mail))
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }

  private static void here(HttpServletRequest request) {
    if (!InetAddress.ofLiteral(request.getRemoteAddr()).isLoopbackAddress()) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
  }
}
