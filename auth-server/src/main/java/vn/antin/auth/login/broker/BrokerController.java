package vn.antin.auth.login.broker;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import vn.antin.auth.login.broker.UpstreamHolders.Holder;
import vn.antin.auth.login.broker.Upstreams.Response;
import vn.antin.auth.login.factor.FactorKind;
import vn.antin.auth.login.factor.LoginInProgress;
import vn.antin.auth.login.factor.Logins;
import vn.antin.auth.login.factor.Proof;
import vn.antin.auth.session.SessionAuthentication;
import vn.antin.auth.web.SeeOther;

/**
 * The step at another provider: the choice of it, the way there, and the way back. Links lead there
 * rather than a form, because {@code form-action} would bind every redirect of theirs.
 */
@Controller
final class BrokerController {
  private static final Logger LOG = LoggerFactory.getLogger(BrokerController.class);

  private final Logins logins;
  private final Upstreams upstreams;
  private final UpstreamHolders holders;
  private final UpstreamLinking linking;

  BrokerController(
      Logins logins, Upstreams upstreams, UpstreamHolders holders, UpstreamLinking linking) {
    this.logins = logins;
    this.upstreams = upstreams;
    this.holders = holders;
    this.linking = linking;
  }

  @GetMapping("/login/broker")
  @Nullable ModelAndView show(
      @RequestParam String flow, HttpServletRequest request, HttpServletResponse response) {
    return logins
        .find(flow, request)
        .map(login -> page(login, null, ""))
        .orElseGet(() -> SeeOther.to(Logins.EXPIRED, response));
  }

  @GetMapping("/login/broker/{name}/go")
  @Nullable ModelAndView go(
      @PathVariable String name,
      @RequestParam String flow,
      HttpServletRequest request,
      HttpServletResponse response) {
    Optional<LoginInProgress> login =
        logins
            .find(flow, request)
            .filter(found -> upstreams.find(name).isPresent() && logins.attempt(found));
    if (login.isEmpty()) {
      return SeeOther.to(Logins.EXPIRED, response);
    }
    try {
      return SeeOther.to(
          upstreams.begin(UpstreamRequests.create(name, login.get().id(), null)).toString(),
          response);
    } catch (BrokerFault fault) {
      return failed(login.get(), name, fault, request, response);
    }
  }

  /** The redirect URI: a login's, or that of an official who wants a link. */
  @GetMapping("/login/broker/{name}/callback")
  @Nullable ModelAndView back(
      @PathVariable String name,
      @RequestParam(required = false) @Nullable String state,
      @RequestParam(required = false) @Nullable String code,
      @RequestParam(name = "iss", required = false) @Nullable String issuer,
      @RequestParam(required = false) @Nullable String error,
      @Nullable Authentication official,
      HttpServletRequest request,
      HttpServletResponse response) {
    Response given = new Response(state, code, issuer, error);
    UpstreamRequest sent;
    try {
      sent = upstreams.spend(name, given);
    } catch (BrokerFault fault) {
      LOG.info("A response is refused: {}", fault.getMessage());
      return SeeOther.to(Logins.EXPIRED, response);
    }
    String flow = sent.flow();
    if (flow == null) {
      return official instanceof SessionAuthentication open
              && open.session().id().equals(sent.session())
          ? SeeOther.to(linking.finish(open, sent, given), response)
          : SeeOther.to(Logins.EXPIRED, response);
    }
    Optional<LoginInProgress> login = logins.find(flow, request);
    if (login.isEmpty()) {
      return SeeOther.to(Logins.EXPIRED, response);
    }
    try {
      return decide(login.get(), upstreams.finish(sent, given), request, response);
    } catch (BrokerFault fault) {
      return failed(login.get(), name, fault, request, response);
    }
  }

  private @Nullable ModelAndView decide(
      LoginInProgress login,
      UpstreamIdentity identity,
      HttpServletRequest request,
      HttpServletResponse response) {
    return switch (holders.holder(identity)) {
      case Holder.One(var account) ->
          SeeOther.to(
              logins.passed(
                  login,
                  new Proof(account, FactorKind.BROKER, identity.methods(), identity.worth()),
                  request,
                  response),
              response);
      case Holder.Nobody() -> refused(login, identity.upstream(), "unlinked", request);
      case Holder.Contradiction() -> refused(login, identity.upstream(), "ambiguous", request);
    };
  }

  private ModelAndView failed(
      LoginInProgress login,
      String name,
      BrokerFault fault,
      HttpServletRequest request,
      HttpServletResponse response) {
    LOG.warn("A login at {} came to nothing: {}", name, fault.getMessage());
    if (fault.kind() == BrokerFault.Kind.UNREACHABLE) {
      response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
      response.setHeader(HttpHeaders.RETRY_AFTER, "30");
    }
    return refused(login, name, fault.kind().name().toLowerCase(Locale.ROOT), request);
  }

  private ModelAndView refused(
      LoginInProgress login, String name, String reason, HttpServletRequest request) {
    logins.refused(login, FactorKind.BROKER, reason, request);
    return page(login, "broker.refused." + reason, upstreams.nameOf(name));
  }

  private ModelAndView page(LoginInProgress login, @Nullable String problem, String at) {
    List<BrokerStep.Choice> choices =
        upstreams.all().entrySet().stream()
            .map(one -> new BrokerStep.Choice(one.getKey(), one.getValue().name()))
            .toList();
    return new ModelAndView(
        "login-broker", "step", new BrokerStep(login.id(), choices, problem, at));
  }
}
