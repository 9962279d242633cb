package vn.antin.auth.login;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Logins in progress.
 *
 * @param flowLifetime how long a begun login can be finished
 * @param flowsPerAddress how many begun logins one address may hold; the oldest make room
 * @param attemptsPerFlow how many passwords one begun login takes
 */
@ConfigurationProperties("antin.login")
@Validated
record LoginProperties(
    @DefaultValue("30m") Duration flowLifetime,
    @DefaultValue("2000") int flowsPerAddress,
    @DefaultValue("50") int attemptsPerFlow) {}
