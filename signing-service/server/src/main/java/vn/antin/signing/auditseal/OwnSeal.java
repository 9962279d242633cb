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
  private volatile boolean troubled;

  OwnSeal(AuditSealer sealer) {
    this.sealer = sealer;
  }

  @Scheduled(fixedDelayString = "${antin.audit.interval:5s}", initialDelayString = "2s")
  void seal() {
    try {
      var result = sealer.sealPending();
      if (result.kept() instanceof SealResult.Contradicted(var reason)) {
        LOG.error("The audit log contradicts the roots kept outside: {}", reason);
      }
      troubled = false;
    } catch (AuditException e) {
      if (!troubled) {
        LOG.warn("The audit log cannot be sealed now: {}", e.getMessage());
      }
      troubled = true;
    }
  }
}
