package vn.antin.csckit;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known of a server while it is asked. */
final class Session {
  final Server server;
  final Options options;

  /** What {@code info} said. */
  final Answer info;

  private @Nullable String credential;

  Session(Server server, Options options, Answer info) {
    this.server = server;
    this.options = options;
    this.info = info;
    this.credential = options.credential();
  }

  boolean offers(String method) {
    return info.body().get("methods") instanceof List<?> methods && methods.contains(method);
  }

  /** Goes on only with a method that info names and a token. */
  void needs(String method) {
    if (!offers(method)) {
      throw new Expectation.NotAsked("info does not name " + method);
    }
    if (options.token() == null) {
      throw new Expectation.NotAsked("needs a token");
    }
  }

  /** Calls a method that info names, with the token. */
  Answer call(String method, Map<String, ?> parameters) throws IOException {
    needs(method);
    return server.call(method, parameters);
  }

  /** Parameters of a list: with the person, where the token is nobody's. */
  Map<String, Object> listing(Map<String, ?> others) {
    var parameters = new HashMap<String, Object>(others);
    if (options.user() != null) {
      parameters.put("userID", options.user());
    }
    return parameters;
  }

  /** The credential to look at: the one named, or the first that is listed. */
  String credential() throws IOException {
    var known = credential;
    if (known == null) {
      var listed = call("credentials/list", listing(Map.of())).is(200).strings("credentialIDs");
      if (listed.isEmpty()) {
        throw new Expectation.NotAsked("no credential is listed");
      }
      known = listed.getFirst();
      credential = known;
    }
    return known;
  }
}
