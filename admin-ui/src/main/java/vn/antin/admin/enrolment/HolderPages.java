package vn.antin.admin.enrolment;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;
import vn.antin.admin.upstream.Answer;
import vn.antin.admin.upstream.Caller;
import vn.antin.admin.upstream.Problem;
import vn.antin.admin.web.FaultPage;

/** What the ways to a certificate have in common: finding the holder, and saying why not. */
@Component
class HolderPages {
  /** States of a certificate, or of its making, for which there is a sentence. */
  private static final Set<String> STATES = Set.of("issuing", "suspended", "known");

  private final Holders holders;

  HolderPages(Holders holders) {
    this.holders = holders;
  }

  /** The page about the holder that is named; the search for one when none is. */
  ModelAndView of(Way way, Named named, String query, Caller caller) {
    if (!named.one()) {
      var words = query.strip();
      return new ModelAndView(
          "enrolment-choice",
          "page",
          new ChoicePage(
              way,
              words,
              words.isEmpty() ? List.of() : holders.officials(words, caller),
              words.isEmpty() ? List.of() : holders.units(words, caller)));
    }
    return about(named, caller, holder -> view(new WayPage(way, holder, "", null)));
  }

  /** The page again, with why it did not happen. */
  ModelAndView refused(Way way, Named named, String certificates, Caller caller, Problem problem) {
    return refused(way, named, certificates, caller, reason(problem), problem.status());
  }

  ModelAndView refused(
      Way way, Named named, String certificates, Caller caller, String reason, int status) {
    return about(
        named,
        caller,
        holder -> {
          var page = view(new WayPage(way, holder, certificates, reason));
          page.setStatus(HttpStatusCode.valueOf(status));
          return page;
        });
  }

  private static ModelAndView view(WayPage page) {
    return new ModelAndView(
        page.way() == Way.USB_TOKEN ? "enrolment-token" : "enrolment-way", "page", page);
  }

  /** A code that was made, this once. */
  ModelAndView code(Named named, TokenCode code, Caller caller) {
    return about(
        named,
        caller,
        holder -> new ModelAndView("enrolment-code", "page", new TokenCodePage(holder, code)));
  }

  /** A USB token's certificate that names its holder otherwise. */
  ModelAndView unconfirmed(Named named, String certificates, Problem problem, Caller caller) {
    return about(
        named,
        caller,
        holder -> {
          var address = Way.USB_TOKEN.page() + "?" + holder.query();
          return confirm(SubjectPage.of(address, address, holder.name(), problem, certificates));
        });
  }

  private ModelAndView about(Named named, Caller caller, Function<Holder, ModelAndView> page) {
    return switch (holders.find(named, caller)) {
      case Answer.Refused<Holder>(var gone) -> FaultPage.refused(gone.status());
      case Answer.Granted<Holder>(var holder) -> page.apply(holder);
    };
  }

  /** Both names side by side; nothing has been kept yet. */
  static ModelAndView confirm(SubjectPage page) {
    var view = new ModelAndView("enrolment-subject", "page", page);
    view.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    return view;
  }

  /** The last part of the key of the sentence that explains it. */
  static String reason(Problem problem) {
    var state = problem.facts().getOrDefault("state", "");
    return problem.name().equals("certificate-state") && STATES.contains(state)
        ? "certificate-state-" + state
        : problem.name();
  }
}
