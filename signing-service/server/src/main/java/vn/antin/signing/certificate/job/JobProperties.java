package vn.antin.signing.certificate.job;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Jobs of many certificates.
 *
 * @param threads rows that one node works at side by side
 * @param rows most holders of one job
 * @param listSize most bytes of a list that is sent
 * @param unfinished most jobs of one administrator that wait for their end
 */
@Validated
@ConfigurationProperties("antin.certificate-jobs")
record JobProperties(
    @DefaultValue("2") @Min(1) int threads,
    @DefaultValue("20000") @Min(1) int rows,
    @DefaultValue("32MB") DataSize listSize,
    @DefaultValue("3") @Min(1) int unfinished) {}
