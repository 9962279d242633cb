package vn.antin.auth.session;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import vn.antin.auth.account.NationalIdCorrected;

/** Ends the sessions of an account whose national id was somebody else's until now. */
@Component
final class CorrectedAccounts {
  private final Sessions sessions;

  CorrectedAccounts(Sessions sessions) {
    this.sessions = sessions;
  }

  @EventListener
  void corrected(NationalIdCorrected event) {
    sessions.endAll(event.account(), "national-id-corrected");
  }
}
