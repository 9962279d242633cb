package vn.antin.auth.login.factor;

import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How many wrong passwords are forgiven. Each failure fills a bucket by one; it empties steadily.
 *
 * @param name failures that fit in the bucket of one user name
 * @param nameWindow in which a full bucket of a name empties
 * @param address failures that fit in the bucket of one network address (IPv6: its /64)
 * @param addressWindow in which a full bucket of an address empties
 */
@ConfigurationProperties("antin.login.throttle")
@Validated
record ThrottleProperties(
    @DefaultValue("10") @Positive int name,
    @DefaultValue("15m") Duration nameWindow,
    @DefaultValue("300") @Positive int address,
    @DefaultValue("15m") Duration addressWindow) {}
