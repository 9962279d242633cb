package vn.antin.signing.request;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Bounds on signature requests.
 *
 * @param lifetime how long a request can be approved and signed
 * @param documents how many documents one request may hold
 * @param signings how many calls may be signing at the same time on this node
 */
@ConfigurationProperties("antin.requests")
record RequestProperties(
    @DefaultValue("24h") Duration lifetime,
    @DefaultValue("100") int documents,
    @DefaultValue("16") int signings) {}
