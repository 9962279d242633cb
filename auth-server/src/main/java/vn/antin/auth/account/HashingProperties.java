package vn.antin.auth.account;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The price of one password check (Argon2id, RFC 9106) and how many may wait for one.
 *
 * @param memory KiB per check
 * @param iterations passes over the memory
 * @param queue checks that may wait for a core; more are told to come back
 * @param patience how long one waits at most
 */
@ConfigurationProperties("antin.hashing")
@Validated
record HashingProperties(
    @DefaultValue("19456") int memory,
    @DefaultValue("2") int iterations,
    @DefaultValue("100") int queue,
    @DefaultValue("5s") Duration patience) {}
