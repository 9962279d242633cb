package vn.antin.auth.audit;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Sealing of this server's audit log.
 *
 * @param rootsFile file outside the database that keeps every root; without it nothing is sealed
 */
@ConfigurationProperties("antin.audit")
record AuditProperties(@Nullable Path rootsFile) {}
