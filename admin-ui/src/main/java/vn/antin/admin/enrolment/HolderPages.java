package vn.antin.admin.enrolment;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;
import vn.antin.admin.session.Callers;
import vn.antin.admin.upstream.Answer;
import vn.antin.admin.upstream.Caller;
import vn.antin.admin.upstream.Problem;
import vn.antin.admin.web.FaultPage;

/** What the ways to a certificate have in common: finding the holder, and explained refusals. */
@Component
class HolderPages {
  private final Holders holders;
  private final Callers callers;

  HolderPages(Holders holders, Callers callers) {
    this.holders = holders;
    this.callers = callers;
  }

  /** Whom the address or the form names. */
  record Named(@Nullable UUID official, @Nullable UUID unit) {
    boolean one() {
      return official == null ^ unit == null;
    }

    /** As signing-service wants it. */
    Map<String, Object> wish() {
      var wish = new HashMap<String, Object>();
      if (official != null) {
        wish.put("official", official);
      }
      if (unit != null) {
        wish.put("unit", unit);
      }
      return wish;
    }
  }

  /** The page about the holder that is named; the search for one when none is. */
  ModelAndView about(
      Named named, String way, String query, Caller caller, Function<Holder, ModelAndView> page) {
    if (!named.one()) {
      var words = query.strip();
      return new ModelAndView(
          "enrolment-choice",
          "page",
          new ChoicePage(
              path(way),
              way,
              words,
              words.isEmpty() ? List.of() : holders.officials(words, caller),
              words.isEmpty() ? List.of() : holders.units(words, caller)));
    }
    return switch (find(named, caller)) {
      case Answer.Refused<Holder>(var problem) -> FaultPage.refused(problem.status());
      case Answer.Granted<Holder>(var holder) -> page.apply(holder);
    };
  }

  private Answer<Holder> find(Named named, Caller caller) {
    if (named.official() != null) {
      return holders.official(named.official(), caller);
    }
    if (named.unit() != null) {
      return holders.unit(named.unit(), caller);
    }
    throw new IllegalArgumentException("nobody is named");
  }

  /** The address of a way. */
  static String path(String way) {
    return switch (way) {
      case "request" -> "/certificates/requests/new";
      case "usb-token" -> "/certificates/usb-tokens/new";
      default -> "/certificates/new";
    };
  }

  /** Why it was not done; what no page explains ends the page instead. */
  <T> Problem explained(Answer.Refused<T> refused) {
    if (!Refusals.explained(refused.problem())) {
      callers.checked(refused);
    }
    return refused.problem();
  }

  static ModelAndView page(String template, Object model, @Nullable Problem problem) {
    var page = new ModelAndView(template, "page", model);
    if (problem != null) {
      page.setStatus(HttpStatus.valueOf(problem.status()));
    }
    return page;
  }
}
