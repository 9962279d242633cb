package vn.antin.admin.applications;

import jakarta.servlet.http.HttpServletRequest;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import vn.antin.admin.session.DeskSession;
import vn.antin.admin.upstream.Answer;
import vn.antin.admin.upstream.Problem;
import vn.antin.admin.web.FaultPage;
import vn.antin.admin.web.ListAddress;

/** The list of applications, and new ones. */
@Controller
class ApplicationsEndpoint {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";
  private static final int ID_LENGTH = 8;

  private final Clients clients;

  ApplicationsEndpoint(Clients clients) {
    this.clients = clients;
  }

  @GetMapping("/applications")
  ModelAndView list(
      DeskSession session,
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "") String after,
      @RequestParam(required = false) @Nullable String done,
      HttpServletRequest request) {
    var query = q.strip();
    return switch (clients.of(session, request).list(query, after)) {
      case Answer.Granted<ApplicationsPage.Listing>(var listing) ->
          new ModelAndView("applications", "page", page(query, listing, done));
      case Answer.Refused<ApplicationsPage.Listing>(var problem) -> refused(problem);
    };
  }

  private static ApplicationsPage page(
      String query, ApplicationsPage.Listing listing, @Nullable String done) {
    var items = listing.items() == null ? List.<ApplicationsPage.Item>of() : listing.items();
    var more =
        listing.next() == null
            ? null
            : ListAddress.of("/applications", query, listing.next(), false);
    return new ApplicationsPage(query, items, more, done);
  }

  @GetMapping("/applications/new")
  ModelAndView form(DeskSession session, @RequestParam(defaultValue = "spring") String template) {
    if (!session.administrator()) {
      return FaultPage.of(HttpStatus.FORBIDDEN, "applications");
    }
    var chosen = NewApplicationPage.TEMPLATES.contains(template) ? template : "spring";
    return form(new NewApplicationPage(chosen, newId(), "", "", "", null, List.of()));
  }

  /** The page that answers shows the secret; sent again, the same id is refused as taken. */
  @PostMapping("/applications")
  ModelAndView create(
      DeskSession session,
      @RequestParam String template,
      @RequestParam(defaultValue = "") String id,
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "") String url,
      @RequestParam(defaultValue = "") String redirectUris,
      HttpServletRequest request) {
    var metadata = new HashMap<String, Object>();
    metadata.put("client_name", name.strip());
    if (!url.isBlank()) {
      metadata.put("client_uri", url.strip());
    }
    if (!redirectUris.isBlank()) {
      metadata.put("redirect_uris", Lines.of(redirectUris));
    }
    return switch (create(session, request, template, id.strip(), metadata)) {
      case Answer.Granted<SecretPage.Written>(var made) ->
          new ModelAndView(
              "application-secret",
              "page",
              new SecretPage(made.client(), made.secret(), made.snippet(), true));
      case Answer.Refused<SecretPage.Written>(var problem) ->
          problem.status() == HttpStatus.FORBIDDEN.value()
              ? refused(problem)
              : form(
                  new NewApplicationPage(
                      template, id, name, url, redirectUris, problem.name(), problem.faults()));
    };
  }

  private Answer<SecretPage.Written> create(
      DeskSession session,
      HttpServletRequest request,
      String template,
      String id,
      Map<String, Object> metadata) {
    return clients.of(session, request).create(template, id, metadata);
  }

  private static ModelAndView form(NewApplicationPage page) {
    var view = new ModelAndView("application-new", "page", page);
    if (page.problem() != null) {
      view.setStatus(HttpStatus.BAD_REQUEST);
    }
    return view;
  }

  static ModelAndView refused(Problem problem) {
    return problem.status() == HttpStatus.FORBIDDEN.value()
        ? FaultPage.of(HttpStatus.FORBIDDEN, "applications")
        : FaultPage.refused(problem.status());
  }

  private static String newId() {
    var id = new StringBuilder("app-");
    RANDOM.ints(ID_LENGTH, 0, BASE32.length()).forEach(i -> id.append(BASE32.charAt(i)));
    return id.toString();
  }
}
