package vn.antin.csckit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import vn.antin.csckit.Outcome.Verdict;

/** Asks a server all there is to ask, chapter by chapter. */
final class Kit {
  private final Server server;
  private final Options options;

  Kit(Server server, Options options) {
    this.server = server;
    this.options = options;
  }

  /**
   * Runs everything.
   *
   * @throws IOException when not even {@code info} is answered
   */
  List<Outcome> run() throws IOException {
    var session = new Session(server, options, server.callWithoutToken("info", java.util.Map.of()));
    var all = new ArrayList<Expectation>();
    all.addAll(new InfoChapter(session).expectations());
    all.addAll(new CredentialChapter(session).expectations());
    all.addAll(new AuthorizationChapter(session).expectations());
    all.addAll(new SignatureChapter(session).expectations());
    return all.stream().map(Kit::outcome).toList();
  }

  private static Outcome outcome(Expectation expectation) {
    try {
      expectation.test().run();
      return outcome(expectation, Verdict.MET, "");
    } catch (Unmet e) {
      return outcome(expectation, Verdict.UNMET, String.valueOf(e.getMessage()));
    } catch (Expectation.NotAsked e) {
      return outcome(expectation, Verdict.NOT_ASKED, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return outcome(expectation, Verdict.UNMET, "no answer: " + e.getMessage());
    }
  }

  private static Outcome outcome(Expectation expectation, Verdict verdict, String detail) {
    return new Outcome(verdict, "CSC.md " + expectation.cites(), expectation.title(), detail);
  }
}
