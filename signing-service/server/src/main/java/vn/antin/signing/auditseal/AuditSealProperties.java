package vn.antin.signing.auditseal;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Sealing of this service's own audit log.
 *
 * @param rootsFile file outside the database that keeps every root; without it nothing is sealed
 * @param interval pause between two seals
 */
@Validated
@ConfigurationProperties("antin.audit")
record AuditSealProperties(@Nullable Path rootsFile, @DefaultValue("5s") Duration interval) {}
