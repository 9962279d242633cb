package vn.antin.auth.api.audit;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An entry as its reader may see it.
 *
 * @param actorName the official's name, when the actor is one
 * @param outside whether it names somebody or something outside the reader's scope, left out here
 * @param sealed whether a seal covers it already
 */
record AuditRow(
    long id,
    Instant at,
    String kind,
    @Nullable String actor,
    @Nullable String actorName,
    @Nullable String object,
    @Nullable String objectName,
    Map<String, String> facts,
    Map<String, String> personal,
    boolean outside,
    boolean sealed) {}
