package vn.antin.signing.vgca;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Bounds on signing with VGCA Sign Service.
 *
 * @param enabled whether jobs are made at all
 * @param jobLifetime how long the addresses of a job serve
 * @param documents how many documents one job may hold
 * @param growth how much longer than the document the signed file may be
 * @param atOnce how many uploads are taken at the same time on this node
 * @param perMinute calls from one address in a minute, counted on each node
 * @param numericStatus whether uploads are answered with {@code "Status":0} instead of {@code
 *     "Status":true}; which one an edition expects is nowhere specified
 */
@Validated
@ConfigurationProperties("antin.vgca")
record VgcaProperties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("10m") Duration jobLifetime,
    @DefaultValue("100") @Min(1) @Max(500) int documents,
    @DefaultValue("4MB") DataSize growth,
    @DefaultValue("2") @Min(1) int atOnce,
    @DefaultValue("240") @Min(1) int perMinute,
    @DefaultValue("false") boolean numericStatus) {}
