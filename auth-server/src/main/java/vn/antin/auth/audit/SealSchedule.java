package vn.antin.auth.audit;

import java.time.InstantSource;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import vn.antin.audit.AuditException;
import vn.antin.audit.AuditSealer;
import vn.antin.audit.FileRootSink;
import vn.antin.audit.SealResult;

/** Seals the log every few seconds; what one run cannot do the next one does. */
@Component
@ConditionalOnProperty("antin.audit.roots-file")
class SealSchedule {
  private static final Logger LOG = LoggerFactory.getLogger(SealSchedule.class);

  private final AuditSealer sealer;
  private String trouble = "";

  SealSchedule(
      DataSource database, InstantSource clock, SealingKey key, AuditProperties properties) {
    var file = properties.rootsFile();
    if (file == null) {
      throw new IllegalStateException("antin.audit.roots-file is set but empty");
    }
    this.sealer = new AuditSealer(database, clock, key, new FileRootSink(file));
  }

  @Scheduled(fixedDelayString = "5s", initialDelayString = "5s")
  void seal() {
    try {
      SealResult result = sealer.sealPending();
      switch (result.kept()) {
        case SealResult.Contradicted(String reason) ->
            LOG.error("The audit log contradicts the roots kept outside: {}", reason);
        case SealResult.Delayed(String reason) -> say(reason);
        case SealResult.Done() ->
            say(result.signed() instanceof SealResult.Delayed(String reason) ? reason : "");
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
