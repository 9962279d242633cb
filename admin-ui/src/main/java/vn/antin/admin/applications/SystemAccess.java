package vn.antin.admin.applications;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import vn.antin.admin.session.Callers;
import vn.antin.admin.session.DeskSession;
import vn.antin.admin.upstream.Answer;
import vn.antin.admin.upstream.Upstream;

/** The auth-server's word on who may use a system, and as what. */
@Component
final class SystemAccess {
  private final Upstream authServer;
  private final Callers callers;

  SystemAccess(@Qualifier("authServer") Upstream authServer, Callers callers) {
    this.authServer = authServer;
    this.callers = callers;
  }

  /** The calls of one request about one system. */
  Call of(String id, DeskSession session, HttpServletRequest request) {
    return new Call(id, session, request);
  }

  final class Call {
    private final String id;
    private final String path;
    private final DeskSession session;
    private final HttpServletRequest request;

    private Call(String id, DeskSession session, HttpServletRequest request) {
      this.id = id;
      this.path = "/api/clients/" + Upstream.encoded(id);
      this.session = session;
      this.request = request;
    }

    /** Everything that the page shows; refused when one part of it is. */
    Answer<AccessPage> page(String after, @Nullable String done, @Nullable String problem) {
      return switch (get("/units", AccessPage.Units.class)) {
        case Answer.Refused<AccessPage.Units>(var refusal) -> new Answer.Refused<>(refusal);
        case Answer.Granted<AccessPage.Units>(var units) ->
            switch (get("/roles", AccessPage.Roles.class)) {
              case Answer.Refused<AccessPage.Roles>(var refusal) -> new Answer.Refused<>(refusal);
              case Answer.Granted<AccessPage.Roles>(var roles) ->
                  page(units, roles, after, done, problem);
            };
      };
    }

    private Answer<AccessPage> page(
        AccessPage.Units units,
        AccessPage.Roles roles,
        String after,
        @Nullable String done,
        @Nullable String problem) {
      var query = after.isEmpty() ? "" : "?after=" + Upstream.encoded(after);
      return switch (get("/role-grants" + query, AccessPage.Grants.class)) {
        case Answer.Refused<AccessPage.Grants>(var refusal) -> new Answer.Refused<>(refusal);
        case Answer.Granted<AccessPage.Grants>(var grants) ->
            new Answer.Granted<>(
                new AccessPage(
                    id,
                    units.items(),
                    roles.items(),
                    grants.items(),
                    grants.next() == null
                        ? null
                        : "/applications/" + id + "/access?after=" + grants.next(),
                    done,
                    problem));
      };
    }

    Answer<AccessPage.Units> open(List<String> codes) {
      return callers.checked(
          authServer.put(
              path + "/units",
              callers.official(session, request),
              Map.of("units", codes),
              AccessPage.Units.class));
    }

    Answer<AccessPage.Role> putRole(String role, String label, boolean delegated) {
      return callers.checked(
          authServer.put(
              path + "/roles/" + Upstream.encoded(role),
              callers.official(session, request),
              Map.of("label", label, "delegated", delegated),
              AccessPage.Role.class));
    }

    Answer<Boolean> removeRole(String role) {
      return callers.checked(
          authServer.delete(
              path + "/roles/" + Upstream.encoded(role), callers.official(session, request)));
    }

    Answer<AccessPage.Given> give(Map<String, Object> grant) {
      return callers.checked(
          authServer.post(
              path + "/role-grants",
              callers.official(session, request),
              grant,
              AccessPage.Given.class));
    }

    Answer<Boolean> end(String grant) {
      return callers.checked(
          authServer.delete(
              path + "/role-grants/" + Upstream.encoded(grant),
              callers.official(session, request)));
    }

    private <T> Answer<T> get(String below, Class<T> type) {
      return callers.checked(
          authServer.get(path + below, callers.official(session, request), type));
    }
  }
}
