package vn.antin.auth.audit;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Sealing of this server's audit log.
 *
 * @param rootsFile file outside the database that keeps every root; without it nothing is sealed
 * @param interval pause between two seals
 */
@ConfigurationProperties("antin.audit")
record AuditProperties(@Nullable Path rootsFile, @DefaultValue("5s") Duration interval) {}
