package vn.antin.admin.accounts;

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

/** The auth-server's REST API about officials. */
@Component
class PeopleCalls {
  private static final String PATH = "/api/accounts";
  private static final int MOST_UNITS = 30;

  private final Upstream authServer;
  private final Callers callers;

  PeopleCalls(@Qualifier("authServer") Upstream authServer, Callers callers) {
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

    Answer<AccountsPage.Listing> list(String parameters) {
      return get(PATH + parameters, AccountsPage.Listing.class);
    }

    Answer<Person> read(String id) {
      return get(path(id), Person.class);
    }

    Answer<Person.Confirmations> confirmations(String id) {
      return get(path(id) + "/confirmations", Person.Confirmations.class);
    }

    Answer<Person> create(Map<String, Object> document) {
      return act("", document);
    }

    Answer<Person> change(String id, long version, Map<String, @Nullable Object> document) {
      return callers.checked(
          authServer.patch(
              path(id), callers.official(session, request), version, document, Person.class));
    }

    /** Does something to an official; {@code act} names it below the official's address. */
    Answer<Person> act(String id, String act, Map<String, ?> document) {
      return act("/" + Upstream.encoded(id) + "/" + act, document);
    }

    private Answer<Person> act(String below, Map<String, ?> document) {
      return callers.checked(
          authServer.post(
              PATH + below, callers.official(session, request), document, Person.class));
    }

    Answer<Person.ShownNumber> nationalId(String id) {
      return callers.checked(
          authServer.post(
              path(id) + "/national-id",
              callers.official(session, request),
              null,
              Person.ShownNumber.class));
    }

    Answer<Person.Slip> slip(String id) {
      return callers.checked(
          authServer.post(
              path(id) + "/activation",
              callers.official(session, request),
              Map.of("form", "slip"),
              Person.Slip.class));
    }

    /** Units of this name or code that the administrator administers. */
    List<UnitChoice> units(String words) {
      return switch (get(
          "/api/units?limit=" + MOST_UNITS + "&q=" + Upstream.encoded(words),
          UnitChoice.Listing.class)) {
        case Answer.Granted<UnitChoice.Listing>(var listing) -> listing.all();
        case Answer.Refused<UnitChoice.Listing> _ -> List.of();
      };
    }

    private <T> Answer<T> get(String path, Class<T> type) {
      return callers.checked(authServer.get(path, callers.official(session, request), type));
    }
  }

  private static String path(String id) {
    return PATH + "/" + Upstream.encoded(id);
  }
}
