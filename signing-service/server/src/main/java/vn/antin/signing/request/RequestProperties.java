package vn.antin.signing.request;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Bounds on signature requests.
 *
 * @param lifetime how long a request can be approved and signed
 * @param documents how many documents one request may hold, at most 5,000
 * @param signings how many calls may be signing at the same time on this node
 * @param parallel how many documents of batches are signed at the same time on this node, and how
 *     many hashes of one call
 * @param runs how many batches may be signed in the background at the same time on this node
 */
@Validated
@ConfigurationProperties("antin.requests")
record RequestProperties(
    @DefaultValue("24h") Duration lifetime,
    @DefaultValue("5000") @Min(1) @Max(5000) int documents,
    @DefaultValue("16") @Min(1) int signings,
    @DefaultValue("4") @Min(1) int parallel,
    @DefaultValue("16") @Min(1) int runs) {}
