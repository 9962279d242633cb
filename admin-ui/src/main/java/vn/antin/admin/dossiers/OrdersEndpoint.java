package vn.antin.admin.dossiers;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import vn.antin.admin.session.Callers;
import vn.antin.admin.session.DeskSession;
import vn.antin.admin.upstream.Answer;
import vn.antin.admin.upstream.Upstream;
import vn.antin.admin.web.FaultPage;
import vn.antin.admin.web.Redirect;
import vn.antin.admin.web.Texts;

/** Standing orders: one administrator proposes, another approves, either stops. */
@Controller
class OrdersEndpoint {
  private static final String PAGE = "/dossiers/orders";
  private static final Set<String> ACTS = Set.of("approve", "suspend", "resume", "end");

  private final Upstream signingService;
  private final Callers callers;

  OrdersEndpoint(@Qualifier("signingService") Upstream signingService, Callers callers) {
    this.signingService = signingService;
    this.callers = callers;
  }

  @GetMapping(PAGE)
  ModelAndView show(
      DeskSession session,
      @RequestParam(required = false) @Nullable String done,
      @RequestParam(required = false) @Nullable String problem,
      HttpServletRequest request) {
    return page(session, OrdersPage.Typed.NOTHING, done, problem, 200, request);
  }

  @PostMapping(PAGE)
  ModelAndView propose(
      DeskSession session, @ModelAttribute OrdersPage.Typed typed, HttpServletRequest request) {
    var answer =
        callers.checked(
            signingService.post(
                "/standing-orders", callers.official(session, request), wish(typed), Made.class));
    return switch (answer) {
      case Answer.Granted<Made> _ -> Redirect.to(PAGE + "?done=proposed");
      case Answer.Refused<Made>(var problem) ->
          page(session, typed, null, problem.name(), problem.status(), request);
    };
  }

  @PostMapping(PAGE + "/{id}/{act}")
  ModelAndView act(
      DeskSession session,
      @PathVariable UUID id,
      @PathVariable String act,
      HttpServletRequest request) {
    if (!ACTS.contains(act)) {
      return FaultPage.refused(404);
    }
    var caller = callers.official(session, request);
    return switch (signingService.tell("/standing-orders/" + id + "/" + act, caller, null)) {
      case Answer.Granted<Boolean> _ -> Redirect.to(PAGE + "?done=" + act);
      case Answer.Refused<Boolean> refused ->
          Redirect.to(PAGE + "?problem=" + callers.explained(refused).name());
    };
  }

  private ModelAndView page(
      DeskSession session,
      OrdersPage.Typed typed,
      @Nullable String done,
      @Nullable String problem,
      int status,
      HttpServletRequest request) {
    var caller = callers.official(session, request);
    var orders =
        callers.checked(signingService.get("/standing-orders", caller, OrdersPage.Orders.class));
    var seals = callers.checked(signingService.get("/seals", caller, OrdersPage.Seals.class));
    if (orders instanceof Answer.Granted<OrdersPage.Orders>(var found)
        && seals instanceof Answer.Granted<OrdersPage.Seals>(var kept)) {
      var view =
          new ModelAndView(
              "dossier-orders",
              "page",
              new OrdersPage(
                  found.all(), found.enabled(), found.stale(), kept.all(), typed, done, problem));
      view.setStatus(HttpStatusCode.valueOf(status));
      return view;
    }
    return FaultPage.refused(orders, seals);
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Made(@Nullable String id) {}

  private static Map<String, @Nullable Object> wish(OrdersPage.Typed typed) {
    var wish = new HashMap<String, @Nullable Object>();
    wish.put("unit", uuid(typed.unit()));
    wish.put("client", typed.client().strip());
    wish.put(
        "types", typed.types().lines().map(String::strip).filter(each -> !each.isEmpty()).toList());
    wish.put("validTo", end(typed.until()));
    wish.put("perMinute", number(typed.perMinute()));
    wish.put("perDay", number(typed.perDay()));
    wish.put("note", typed.note());
    return wish;
  }

  private static @Nullable String uuid(String text) {
    try {
      return UUID.fromString(text).toString();
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** To the end of the day, in Vietnam. */
  private static @Nullable String end(String day) {
    try {
      return LocalDate.parse(day).plusDays(1).atStartOfDay(Texts.VIETNAM).toInstant().toString();
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  private static @Nullable Integer number(String text) {
    try {
      return Integer.valueOf(text.strip());
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
