package vn.antin.auth.login.broker;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.login.broker.UpstreamLinks.Maker;
import vn.antin.auth.login.broker.Upstreams.Response;
import vn.antin.auth.session.SessionAuthentication;

/** Links an identity to the official who came back with it. */
@Component
final class UpstreamLinking {
  static final String PAGE = "/account/factors/broker";
  private static final Logger LOG = LoggerFactory.getLogger(UpstreamLinking.class);

  private final Upstreams upstreams;
  private final UpstreamLinks links;

  UpstreamLinking(Upstreams upstreams, UpstreamLinks links) {
    this.upstreams = upstreams;
    this.links = links;
  }

  /** Says where the browser goes. */
  String finish(SessionAuthentication official, UpstreamRequest sent, Response response) {
    AccountId account = official.session().account();
    try {
      UpstreamIdentity identity = upstreams.finish(sent, response);
      return PAGE + "?said=" + (links.add(account, identity, Maker.OFFICIAL) ? "linked" : "taken");
    } catch (BrokerFault fault) {
      LOG.warn("No link to {}: {}", sent.upstream(), fault.getMessage());
      return PAGE + "?said=failed";
    }
  }
}
