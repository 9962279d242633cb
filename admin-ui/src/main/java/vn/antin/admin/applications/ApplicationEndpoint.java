package vn.antin.admin.applications;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import vn.antin.admin.session.DeskSession;
import vn.antin.admin.upstream.Answer;
import vn.antin.admin.upstream.Problem;
import vn.antin.admin.web.Redirect;

/** One application and what is done to it. */
@Controller
class ApplicationEndpoint {
  private static final String PATH = "/applications/{id}";

  private final Clients clients;
  private final JsonMapper json;

  ApplicationEndpoint(Clients clients, JsonMapper json) {
    this.clients = clients;
    this.json = json;
  }

  @GetMapping(PATH)
  ModelAndView show(
      DeskSession session,
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String done,
      HttpServletRequest request) {
    return show(clients.of(session, request), id, done, null);
  }

  private static ModelAndView show(
      Clients.Call call, String id, @Nullable String done, @Nullable Problem problem) {
    return switch (call.read(id)) {
      case Answer.Refused<Application>(var refusal) -> ApplicationsEndpoint.refused(refusal);
      case Answer.Granted<Application>(var application) -> {
        var view =
            new ModelAndView(
                "application",
                "page",
                new ApplicationPage(
                    application,
                    done,
                    problem == null ? null : problem.name(),
                    problem == null ? List.of() : problem.faults()));
        if (problem != null) {
          view.setStatus(HttpStatus.valueOf(problem.status()));
        }
        yield view;
      }
    };
  }

  @PostMapping(PATH + "/settings")
  ModelAndView settings(
      DeskSession session,
      @PathVariable String id,
      @RequestParam long version,
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "") String url,
      @RequestParam(defaultValue = "") String redirectUris,
      @RequestParam(defaultValue = "") String postLogoutRedirectUris,
      @RequestParam(defaultValue = "") String scope,
      HttpServletRequest request) {
    return change(
        session,
        request,
        id,
        version,
        "settings",
        metadata -> {
          metadata.put("client_name", name.strip());
          put(metadata, "client_uri", url.strip());
          metadata.put("redirect_uris", Lines.of(redirectUris));
          metadata.put("post_logout_redirect_uris", Lines.of(postLogoutRedirectUris));
          put(metadata, "scope", scope.strip());
        });
  }

  @PostMapping(PATH + "/security")
  ModelAndView security(
      DeskSession session,
      @PathVariable String id,
      @RequestParam long version,
      @RequestParam String method,
      @RequestParam(defaultValue = "") String jwksUri,
      @RequestParam(defaultValue = "") String jwks,
      @RequestParam(defaultValue = "false") boolean dpop,
      @RequestParam(defaultValue = "false") boolean pkce,
      @RequestParam(defaultValue = "false") boolean firstParty,
      HttpServletRequest request) {
    return change(
        session,
        request,
        id,
        version,
        "security",
        metadata -> {
          metadata.put("token_endpoint_auth_method", method);
          put(metadata, "jwks_uri", jwksUri.strip());
          put(metadata, "jwks", keys(jwks.strip()));
          metadata.put("dpop_bound_access_tokens", dpop);
          metadata.put("antin_require_pkce", pkce);
          metadata.put("antin_first_party", firstParty);
        });
  }

  @PostMapping(PATH + "/profile")
  ModelAndView profile(
      DeskSession session,
      @PathVariable String id,
      @RequestParam long version,
      @RequestParam String profile,
      HttpServletRequest request) {
    return change(
        session,
        request,
        id,
        version,
        "profile",
        metadata -> metadata.put("antin_profile", profile));
  }

  @PostMapping(PATH + "/secret")
  ModelAndView rotate(
      DeskSession session,
      @PathVariable String id,
      @RequestParam(defaultValue = "1") int overlapDays,
      HttpServletRequest request) {
    var call = clients.of(session, request);
    return switch (call.rotate(id, overlapDays)) {
      case Answer.Granted<SecretPage.Written>(var written) -> secret(written);
      case Answer.Refused<SecretPage.Written>(var problem) -> show(call, id, null, problem);
    };
  }

  @PostMapping(PATH + "/enable")
  ModelAndView enable(DeskSession session, @PathVariable String id, HttpServletRequest request) {
    return enabled(session, id, true, request);
  }

  @PostMapping(PATH + "/disable")
  ModelAndView disable(DeskSession session, @PathVariable String id, HttpServletRequest request) {
    return enabled(session, id, false, request);
  }

  private ModelAndView enabled(
      DeskSession session, String id, boolean enabled, HttpServletRequest request) {
    var call = clients.of(session, request);
    return switch (call.enable(id, enabled)) {
      case Answer.Granted<Application> _ ->
          Redirect.to("/applications/" + id + "?done=" + (enabled ? "enabled" : "disabled"));
      case Answer.Refused<Application>(var problem) -> show(call, id, null, problem);
    };
  }

  @PostMapping(PATH + "/delete")
  ModelAndView delete(DeskSession session, @PathVariable String id, HttpServletRequest request) {
    var call = clients.of(session, request);
    return switch (call.delete(id)) {
      case Answer.Granted<Boolean> _ -> Redirect.to("/applications?done=deleted");
      case Answer.Refused<Boolean>(var problem) -> show(call, id, null, problem);
    };
  }

  /** Changes what the form is about in what stands there now; the version is the form's. */
  private ModelAndView change(
      DeskSession session,
      HttpServletRequest request,
      String id,
      long version,
      String what,
      Consumer<Map<String, Object>> change) {
    var call = clients.of(session, request);
    return switch (call.read(id)) {
      case Answer.Refused<Application>(var problem) -> ApplicationsEndpoint.refused(problem);
      case Answer.Granted<Application>(var application) -> {
        var metadata = new HashMap<>(application.metadata());
        change.accept(metadata);
        yield switch (call.replace(id, version, metadata)) {
          case Answer.Granted<SecretPage.Written>(var written) ->
              written.secret() == null
                  ? Redirect.to("/applications/" + id + "?done=" + what)
                  : secret(written);
          case Answer.Refused<SecretPage.Written>(var problem) -> show(call, id, null, problem);
        };
      }
    };
  }

  private static void put(Map<String, Object> metadata, String member, Object value) {
    if (value.equals("")) {
      metadata.remove(member);
    } else {
      metadata.put(member, value);
    }
  }

  /** A JWK set as JSON; what is none is left to the auth-server to refuse. */
  private Object keys(String text) {
    try {
      return text.isEmpty() ? text : json.readValue(text, Map.class);
    } catch (JacksonException e) {
      return text;
    }
  }

  private static ModelAndView secret(SecretPage.Written written) {
    return new ModelAndView(
        "application-secret",
        "page",
        new SecretPage(written.client(), written.secret(), written.snippet(), false));
  }
}
