package vn.antin.auth.login.broker;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.login.factor.FactorRemoval;
import vn.antin.auth.login.factor.Reauthentication;
import vn.antin.auth.session.SessionAuthentication;
import vn.antin.auth.web.SeeOther;

/** Where officials link their identities at other providers and remove the links. */
@Controller
@RequestMapping(UpstreamLinking.PAGE)
final class LinksController {
  private static final Logger LOG = LoggerFactory.getLogger(LinksController.class);
  private static final Set<String> SAID = Set.of("linked", "removed", "taken", "failed", "last");

  private final Upstreams upstreams;
  private final UpstreamLinks links;
  private final Reauthentication reauthentication;
  private final FactorRemoval removal;

  LinksController(
      Upstreams upstreams,
      UpstreamLinks links,
      Reauthentication reauthentication,
      FactorRemoval removal) {
    this.upstreams = upstreams;
    this.links = links;
    this.reauthentication = reauthentication;
    this.removal = removal;
  }

  @GetMapping
  ModelAndView show(@RequestParam(defaultValue = "") String said, SessionAuthentication official) {
    return page(official, SAID.contains(said) ? "broker.said." + said : "");
  }

  /**
   * Begins a link. Only by a form of ours, or another site could link an identity of its own
   * making; and by a page in between, because {@code form-action} would bind the upstream's
   * redirects.
   */
  @PostMapping("/{name}")
  @Nullable ModelAndView link(
      @PathVariable String name,
      SessionAuthentication official,
      HttpServletRequest request,
      HttpServletResponse response) {
    if (reauthentication.sendsAway(official, UpstreamLinking.PAGE, request, response)) {
      return null;
    }
    try {
      URI there = upstreams.begin(UpstreamRequests.create(name, null, official.session().id()));
      return new ModelAndView(
          "account-broker-go", "page", new GoPage(upstreams.nameOf(name), there.toString()));
    } catch (BrokerFault fault) {
      LOG.warn("No link to {}: {}", name, fault.getMessage());
      return SeeOther.to(UpstreamLinking.PAGE + "?said=failed", response);
    }
  }

  @PostMapping("/{id}/remove")
  @Nullable ModelAndView remove(
      @PathVariable UUID id,
      SessionAuthentication official,
      HttpServletRequest request,
      HttpServletResponse response) {
    if (reauthentication.sendsAway(official, UpstreamLinking.PAGE, request, response)) {
      return null;
    }
    AccountId account = official.session().account();
    boolean refused = removal.refused(account, () -> links.remove(account, id));
    return SeeOther.to(UpstreamLinking.PAGE + "?said=" + (refused ? "last" : "removed"), response);
  }

  private ModelAndView page(SessionAuthentication official, String said) {
    AccountId account = official.session().account();
    List<UpstreamLink> own = links.of(account);
    Set<String> linked = own.stream().map(UpstreamLink::upstream).collect(Collectors.toSet());
    return new ModelAndView(
        "account-broker",
        "page",
        new LinksPage(
            own.stream()
                .map(link ->
                    new LinksPage.Link(
                        link.id(),
                        upstreams.nameOf(link.upstream()),
                        link.linkedAt(),
                        link.lastUsedAt()))
                .toList(),
            upstreams.all().entrySet().stream()
                .filter(one -> !linked.contains(one.getKey()))
                .map(one -> new BrokerStep.Choice(one.getKey(), one.getValue().name()))
                .toList(),
            said));
  }
}
