package vn.antin.admin.usbtoken;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How pages speak to VGCA Sign Service. Its protocol is published nowhere, so all of it can be set.
 *
 * @param enabled whether the way is offered
 * @param socket where the program listens; the signing page alone may connect to it
 * @param leader function that signs for a competent person
 * @param seal function that signs with an agency's seal
 * @param annex function that signs an annex
 * @param copy function that signs an electronic copy
 * @param connectTime how long the program may take to answer, the browser's question included
 * @param callTime how long one document may take, the PIN included
 */
@ConfigurationProperties("antin.vgca")
record VgcaProperties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("wss://127.0.0.1:8987") URI socket,
    @DefaultValue("SignApproved") String leader,
    @DefaultValue("SignIssued") String seal,
    @DefaultValue("SignAppendix") String annex,
    @DefaultValue("SignCopy") String copy,
    @DefaultValue("60s") Duration connectTime,
    @DefaultValue("5m") Duration callTime) {

  /** The function for a document; that of competent persons for a kind that is not known. */
  String function(String kind) {
    return switch (kind) {
      case "seal" -> seal;
      case "annex" -> annex;
      case "copy" -> copy;
      default -> leader;
    };
  }

  /** The address without a path, as a page's policy names it. */
  String origin() {
    return socket.getScheme() + "://" + socket.getRawAuthority();
  }
}
