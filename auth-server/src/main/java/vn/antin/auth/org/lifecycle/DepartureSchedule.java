package vn.antin.auth.org.lifecycle;

import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedRuntimeException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.org.EffectiveDate;

/** Has planned leavings take effect when their day comes; each node looks, one acts. */
@Component
final class DepartureSchedule {
  private static final Logger LOG = LoggerFactory.getLogger(DepartureSchedule.class);

  private final Lifecycle lifecycle;
  private final Departures departures;
  private final InstantSource clock;

  DepartureSchedule(Lifecycle lifecycle, Departures departures, InstantSource clock) {
    this.lifecycle = lifecycle;
    this.departures = departures;
    this.clock = clock;
  }

  @Scheduled(initialDelayString = "PT20S", fixedDelayString = "PT1M")
  void takeEffect() {
    for (AccountId account : departures.due(EffectiveDate.today(clock))) {
      try {
        lifecycle.depart(account, new Actor.Automatic("schedule", null));
      } catch (NestedRuntimeException e) {
        LOG.warn("a planned leaving could not take effect; it is tried again in a minute", e);
      }
    }
  }
}
