package vn.antin.auth.oauth2.decoupled;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Forgets questions that have been over for a day; harmless on several nodes at once. */
@Component
final class DecoupledCleaning {
  private final DecoupledRequests requests;

  DecoupledCleaning(DecoupledRequests requests) {
    this.requests = requests;
  }

  @Scheduled(initialDelayString = "3m", fixedDelayString = "10m")
  void clean() {
    requests.forget();
  }
}
