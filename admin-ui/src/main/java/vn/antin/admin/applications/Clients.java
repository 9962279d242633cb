package vn.antin.admin.applications;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import vn.antin.admin.session.Callers;
import vn.antin.admin.session.DeskSession;
import vn.antin.admin.upstream.Answer;
import vn.antin.admin.upstream.Upstream;
import vn.antin.admin.web.ListAddress;

/** The auth-server's administration of clients. */
@Component
final class Clients {
  private static final String PATH = "/api/clients";

  private final Upstream authServer;
  private final Callers callers;

  Clients(@Qualifier("authServer") Upstream authServer, Callers callers) {
    this.authServer = authServer;
    this.callers = callers;
  }

  /** The calls of one request. */
  Call of(DeskSession session, HttpServletRequest request) {
    return new Call(session, request);
  }

  final class Call {
    private final DeskSession session;
    private final HttpServletRequest request;

    private Call(DeskSession session, HttpServletRequest request) {
      this.session = session;
      this.request = request;
    }

    Answer<ApplicationsPage.Listing> list(String query, String after) {
      return callers.checked(
          authServer.get(
              ListAddress.of(PATH, query, after, true),
              callers.official(session, request),
              ApplicationsPage.Listing.class));
    }

    Answer<Application> read(String id) {
      return callers.checked(
          authServer.get(path(id), callers.official(session, request), Application.class));
    }

    Answer<SecretPage.Written> create(String template, String id, Map<String, Object> metadata) {
      return written(PATH, Map.of("template", template, "id", id, "metadata", metadata));
    }

    Answer<SecretPage.Written> replace(String id, long version, Map<String, Object> metadata) {
      return callers.checked(
          authServer.put(
              path(id),
              callers.official(session, request),
              version,
              Map.of("metadata", metadata),
              SecretPage.Written.class));
    }

    Answer<SecretPage.Written> rotate(String id, int overlapDays) {
      return written(path(id) + "/secret", Map.of("overlapDays", overlapDays));
    }

    Answer<Application> enable(String id, boolean enabled) {
      return callers.checked(
          authServer.post(
              path(id) + (enabled ? "/enable" : "/disable"),
              callers.official(session, request),
              null,
              Application.class));
    }

    Answer<Boolean> delete(String id) {
      return callers.checked(authServer.delete(path(id), callers.official(session, request)));
    }

    private Answer<SecretPage.Written> written(String path, Object body) {
      return callers.checked(
          authServer.post(
              path, callers.official(session, request), body, SecretPage.Written.class));
    }
  }

  private static String path(String id) {
    return PATH + "/" + Upstream.encoded(id);
  }
}
