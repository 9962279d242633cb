package vn.antin.auth.oauth2.logout;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import vn.antin.auth.outbox.Notice;
import vn.antin.auth.outbox.Notices;
import vn.antin.auth.web.PageSecurity;

/** The page after logging out; it names no official and needs no session. */
@Controller
final class LoggedOutController {
  private final Farewells farewells;
  private final FrontchannelFrames frames;
  private final Notices notices;

  LoggedOutController(Farewells farewells, FrontchannelFrames frames, Notices notices) {
    this.farewells = farewells;
    this.frames = frames;
    this.notices = notices;
  }

  @GetMapping(Farewells.PAGE)
  ModelAndView show(
      @RequestParam(name = "of", required = false) @Nullable String handle,
      HttpServletRequest request,
      HttpServletResponse response) {
    response.setHeader(HttpHeaders.CACHE_CONTROL, CacheControl.noStore().getHeaderValue());
    LoggedOutPage page =
        handle == null
            ? LoggedOutPage.PLAIN
            : farewells.find(handle).map(out -> page(out, request)).orElse(LoggedOutPage.PLAIN);
    return new ModelAndView("logged-out", "page", page);
  }

  private LoggedOutPage page(Farewells.LoggedOut out, HttpServletRequest request) {
    List<URI> told = frames.of(out.session());
    PageSecurity.allowFrames(request, told.stream().map(FrontchannelFrames::origin).toList());
    List<Notice> sent = notices.about(BackchannelDelivery.KIND, out.session().toString());
    return new LoggedOutPage(
        sent.size(),
        sent.stream()
            .filter(notice -> notice.state() != Notice.State.DELIVERED)
            .map(Notice::name)
            .toList(),
        sent.stream().anyMatch(notice -> notice.state() == Notice.State.WAITING),
        told.stream().map(URI::toString).toList(),
        out.destination());
  }
}
