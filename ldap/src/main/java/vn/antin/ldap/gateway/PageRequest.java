package vn.antin.ldap.gateway;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One page of entries.
 *
 * @param after the ordering key of the last row already seen; rows must be greater. It comes from
 *     the client's paging cookie: bind it as a parameter, grant nothing for it
 * @param limit at most so many rows
 */
public record PageRequest(
    Condition condition, @Nullable String after, int limit, Duration timeLimit) {}
