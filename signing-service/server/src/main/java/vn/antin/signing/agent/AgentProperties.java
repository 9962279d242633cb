package vn.antin.signing.agent;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Bounds on signing with USB tokens.
 *
 * @param jobLifetime how long after it was made a job can be pulled and values be brought
 * @param documents how many documents one job, and so one PIN, may hold
 * @param atOnce how many jobs are prepared or finished at the same time on this node
 * @param perMinute calls of agents from one address in a minute, counted on each node
 * @param keyLifetime how long a key signs jobs
 * @param keyAhead how long before that its successor is published, for agents to learn it
 */
@Validated
@ConfigurationProperties("antin.agent")
record AgentProperties(
    @DefaultValue("15m") Duration jobLifetime,
    @DefaultValue("500") @Min(1) @Max(500) int documents,
    @DefaultValue("4") @Min(1) int atOnce,
    @DefaultValue("240") @Min(1) int perMinute,
    @DefaultValue("730d") Duration keyLifetime,
    @DefaultValue("365d") Duration keyAhead) {}
