package vn.antin.signing.authority.ocsp;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The OCSP responder.
 *
 * @param valid how long an answer made ahead says it is good; it is made anew at half of that
 * @param cached how long others may keep an answer at most without asking again
 * @param atOncePerSecond answers signed at the question, on one node
 * @param questions certificates asked about in one request
 */
@Validated
@ConfigurationProperties("antin.authority.ocsp")
record OcspProperties(
    @DefaultValue("24h") Duration valid,
    @DefaultValue("1m") Duration cached,
    @DefaultValue("200") @Min(0) int atOncePerSecond,
    @DefaultValue("10") @Min(1) int questions) {}
