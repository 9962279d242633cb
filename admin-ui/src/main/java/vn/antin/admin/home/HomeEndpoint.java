package vn.antin.admin.home;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import vn.antin.admin.session.Callers;
import vn.antin.admin.session.DeskSession;
import vn.antin.admin.session.DeskSessions;
import vn.antin.admin.upstream.Answer;
import vn.antin.admin.upstream.Caller;
import vn.antin.admin.upstream.Unreachable;
import vn.antin.admin.upstream.Upstream;

/** The start page. */
@Controller
class HomeEndpoint {
  private static final Logger LOG = LoggerFactory.getLogger(HomeEndpoint.class);

  /** The start page is not kept waiting for a reminder. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Upstream authServer;
  private final Upstream signingService;
  private final Callers callers;
  private final DeskSessions sessions;

  HomeEndpoint(
      @Qualifier("authServer") Upstream authServer,
      @Qualifier("signingService") Upstream signingService,
      Callers callers,
      DeskSessions sessions) {
    this.authServer = authServer;
    this.signingService = signingService;
    this.callers = callers;
    this.sessions = sessions;
  }

  @GetMapping("/")
  ModelAndView start(
      Optional<DeskSession> session,
      @RequestParam(required = false) @Nullable String state,
      HttpServletRequest request) {
    if (session.isEmpty()) {
      return new ModelAndView(
          "landing", "signedOut", "signed-out".equals(state) || "signed-out-here".equals(state));
    }
    return new ModelAndView("home", "page", page(session.get(), request));
  }

  /** The frame is shown also while the auth-server is away: signing does not need the lists. */
  private HomePage page(DeskSession session, HttpServletRequest request) {
    try {
      var caller = callers.official(session, request);
      var me = callers.checked(authServer.get("/api/me", caller, Me.class));
      var systems =
          callers.checked(authServer.get("/api/me/systems", caller, LinkedSystem[].class));
      var posts =
          me instanceof Answer.Granted<Me>(var found) && found.posts() != null
              ? found.posts()
              : List.<Me.Post>of();
      var linked =
          systems instanceof Answer.Granted<LinkedSystem[]>(var found)
              ? List.of(found)
              : List.<LinkedSystem>of();
      var reminders = reminders(session, caller);
      sessions.waiting(session, reminders.waiting(), request);
      return new HomePage(
          session.displayName(),
          reminders.notices(),
          reminders.handovers(),
          reminders.waiting(),
          posts,
          linked,
          true);
    } catch (Unreachable e) {
      LOG.warn("start page without its lists: {}", e.getMessage());
      return new HomePage(
          session.displayName(), ExpiryNotices.NONE, 0, 0, List.of(), List.of(), false);
    }
  }

  /** What waits for the official at signing-service; nothing while that does not answer. */
  private record Reminders(ExpiryNotices notices, long handovers, long waiting) {}

  private Reminders reminders(DeskSession session, Caller caller) {
    try {
      var notices =
          signingService.get(
              "/certificate-notices?unseen=true", caller, PATIENCE, ExpiryNotice.Listing.class);
      var handovers = signingService.get("/seal-handovers", caller, PATIENCE, SealHandovers.class);
      var inbox =
          signingService.get("/v1/inbox?state=waiting&limit=1", caller, PATIENCE, Waiting.class);
      return new Reminders(
          notices instanceof Answer.Granted<ExpiryNotice.Listing>(var found)
                  && found.items() != null
              ? ExpiryNotices.of(found.items(), found.more())
              : ExpiryNotices.NONE,
          handovers instanceof Answer.Granted<SealHandovers>(var found) ? found.open() : 0,
          inbox instanceof Answer.Granted<Waiting>(var found)
              ? found.waiting()
              : session.waiting());
    } catch (Unreachable e) {
      LOG.debug("start page without its reminders: {}", e.getMessage());
      return new Reminders(ExpiryNotices.NONE, 0, session.waiting());
    }
  }
}
