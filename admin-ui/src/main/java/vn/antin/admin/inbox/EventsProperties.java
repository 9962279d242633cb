package vn.antin.admin.inbox;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Bounds of the event streams that inbox pages listen to.
 *
 * @param all most streams open at once on this node
 * @param official most streams open at once for one official
 * @param lifetime after that a stream ends and the browser opens another
 */
@ConfigurationProperties("antin.inbox.events")
record EventsProperties(
    @DefaultValue("500") int all,
    @DefaultValue("4") int official,
    @DefaultValue("4m") Duration lifetime) {}
