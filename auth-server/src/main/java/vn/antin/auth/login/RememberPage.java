package vn.antin.auth.login;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.login.factor.FactorKind;
import vn.antin.auth.login.factor.Interlude;
import vn.antin.auth.login.factor.LoginInProgress;
import vn.antin.auth.login.factor.Logins;
import vn.antin.auth.login.policy.SignInPolicies;
import vn.antin.auth.login.policy.SignInPolicy;
import vn.antin.auth.login.remembered.KnownDevices;
import vn.antin.auth.session.Assurance;
import vn.antin.auth.web.SeeOther;

/** Asks, once in a month, whether this browser may stand in for the second factor next time. */
@Controller
@Order(200)
final class RememberPage implements Interlude {
  private static final String PATH = "/login/remember";
  private static final Duration NOT_AGAIN_FOR = Duration.ofDays(30);

  private final LoginFlows flows;
  private final LoginDispatcher dispatcher;
  private final SignInPolicies policies;
  private final KnownDevices devices;
  private final InstantSource clock;

  RememberPage(
      LoginFlows flows,
      LoginDispatcher dispatcher,
      SignInPolicies policies,
      KnownDevices devices,
      InstantSource clock) {
    this.flows = flows;
    this.dispatcher = dispatcher;
    this.policies = policies;
    this.devices = devices;
    this.clock = clock;
  }

  @Override
  public Optional<String> page(
      AccountId account, LoginInProgress login, HttpServletRequest request) {
    return asked(login.id(), request).map(flow -> PATH + "?flow=" + flow.id());
  }

  /** The flow, if both factors are proved in it and the question makes sense. */
  private Optional<LoginFlow> asked(String id, HttpServletRequest request) {
    return flows
        .find(id, request)
        .filter(flow -> !flow.consumed() && flow.remember() == null && !flow.fresh())
        .filter(flow ->
            flow.proofs().has(FactorKind.PASSWORD)
                && flow.proofs().reached() == Assurance.TWO_FACTOR)
        .filter(flow -> {
          AccountId account = flow.account();
          if (account == null) {
            return false;
          }
          SignInPolicy policy = policies.of(account, flow.clientId());
          return policy.remember().isPositive()
              && !Demands.atCounter(flow, policy)
              && devices
                  .find(account, request)
                  .flatMap(device -> Optional.ofNullable(device.askedAt()))
                  .map(when -> when.plus(NOT_AGAIN_FOR).isBefore(clock.instant()))
                  .orElse(true);
        });
  }

  @GetMapping(PATH)
  @Nullable ModelAndView show(
      @RequestParam String flow, HttpServletRequest request, HttpServletResponse response) {
    Optional<LoginFlow> found = asked(flow, request);
    if (found.isEmpty()) {
      return SeeOther.to(Logins.EXPIRED, response);
    }
    dispatcher.prepare(found.get(), request);
    SignInPolicy policy = policies.of(found.get().account(), found.get().clientId());
    return new ModelAndView(
        "login-remember", Map.of("flow", found.get().id(), "days", policy.remember().toDays()));
  }

  @PostMapping(PATH)
  @Nullable ModelAndView answer(
      @RequestParam String flow,
      @RequestParam(defaultValue = "false") boolean remember,
      HttpServletRequest request,
      HttpServletResponse response) {
    Optional<LoginFlow> found = asked(flow, request);
    if (found.isEmpty()) {
      return SeeOther.to(Logins.EXPIRED, response);
    }
    flows.remember(found.get(), remember);
    return SeeOther.to(dispatcher.resume(flow, request, response), response);
  }
}
