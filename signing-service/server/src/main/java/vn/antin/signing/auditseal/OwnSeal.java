package vn.antin.signing.auditseal;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import vn.antin.audit.AuditException;
import vn.antin.audit.AuditSealer;
import vn.antin.audit.SealResult;

/** Seals this service's own log every few seconds. */
final class OwnSeal {
  private static final Logger LOG = LoggerFactory.getLogger(OwnSeal.class);

  private final AuditSealer sealer;
  private String trouble = "";

  OwnSeal(AuditSealer sealer) {
    this.sealer = sealer;
  }

  @Scheduled(fixedDelayString = "${antin.audit.interval:5s}", initialDelayString = "2s")
  void seal() {
    try {
      var result = sealer.sealPending();
      switch (result.kept()) {
        case SealResult.Contradicted(var reason) ->
            LOG.error("The audit log contradicts the roots kept outside: {}", reason);
        case SealResult.Delayed(var reason) -> say(reason);
        case SealResult.Done() ->
            say(result.signed() instanceof SealResult.Delayed(var reason) ? reason : "");
      }
    } catch (AuditException e) {
      say(e.toString());
    }
  }

  /** Says each trouble once, not every five seconds. */
  private void say(String now) {
    if (!now.equals(trouble) && !now.isEmpty()) {
      LOG.warn("The audit log is not fully sealed yet: {}", now);
    }
    trouble = now;
  }
}
