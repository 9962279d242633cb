package vn.antin.signing.authority.development;

import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import vn.antin.signing.certificate.Credentials;
import vn.antin.signing.certificate.Holder;
import vn.antin.signing.people.People;
import vn.antin.signing.problem.SigningException;
import vn.antin.signing.token.TokenException;

/** Issues ahead of need, slowly: seals first, then officials in the order of their user names. */
final class IssuanceAhead {
  private static final Logger LOG = LoggerFactory.getLogger(IssuanceAhead.class);

  /** All jobs share one scheduling thread; a longer turn would hold back sealing and the feed. */
  private static final Duration TURN = Duration.ofSeconds(1);

  private final Issuance issuance;
  private final Uncertified uncertified;
  private final Credentials credentials;
  private final People people;
  private final DevelopmentAuthorityProperties properties;
  private final InstantSource time;

  IssuanceAhead(
      Issuance issuance,
      Uncertified uncertified,
      Credentials credentials,
      People people,
      DevelopmentAuthorityProperties properties,
      InstantSource time) {
    this.issuance = issuance;
    this.uncertified = uncertified;
    this.credentials = credentials;
    this.people = people;
    this.properties = properties;
    this.time = time;
  }

  @Scheduled(fixedDelayString = "2s", initialDelayString = "3s")
  void workOff() {
    var end = time.instant().plus(TURN);
    try {
      for (var province : people.provinces()) {
        if (!people.successor(province.id())
            && !credentials.present(new Holder.Seal(province.id()))) {
          issuance.issueSeal(province);
        }
      }
      for (var official : uncertified.among(properties.officials())) {
        if (!time.instant().isBefore(end)) {
          return;
        }
        issuance.issueFor(official);
        Thread.sleep(properties.pause());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (DataAccessException | TokenException | SigningException e) {
      LOG.warn("Issuing ahead paused: {}", e.getMessage());
    }
  }
}
