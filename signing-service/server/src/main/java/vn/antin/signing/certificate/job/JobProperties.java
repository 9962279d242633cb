package vn.antin.signing.certificate.job;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Jobs of many certificates.
 *
 * @param threads rows that one node works at side by side
 * @param rows most holders of one job
 */
@ConfigurationProperties("antin.certificate-jobs")
record JobProperties(@DefaultValue("2") int threads, @DefaultValue("20000") int rows) {}
