package vn.antin.signing.certificate;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import vn.antin.signing.people.OfficialId;
import vn.antin.signing.people.People;

/** The credentials of this installation. Thread-safe. */
public final class Credentials {
  /** Longer than any issuing can last: tokens and authorities answer within seconds. */
  public static final Duration LONGEST_ISSUING = Duration.ofMinutes(2);

  private final CredentialRepository repository;
  private final People people;
  private final ApplicationEventPublisher events;
  private final InstantSource time;

  Credentials(
      CredentialRepository repository,
      People people,
      ApplicationEventPublisher events,
      InstantSource time) {
    this.repository = repository;
    this.people = people;
    this.events = events;
    this.time = time;
  }

  public Optional<Credential> find(CredentialId id) {
    return repository.find(id, time.instant());
  }

  /** The credential, when its key is kept here and not on a USB token. */
  public Optional<Credential> findRemote(CredentialId id) {
    return repository.findRemote(id, time.instant());
  }

  /**
   * The credential, when this official may sign with it now. Custody of a seal is not decided on a
   * stale read copy: that is a 503.
   */
  public Optional<Credential> usableBy(OfficialId official, CredentialId id) {
    var now = time.instant();
    var found = repository.findUsableBy(official, id, now).filter(each -> each.usable(now));
    if (found.isPresent() && found.get().holder() instanceof Holder.Seal) {
      people.requireFresh();
    }
    return found;
  }

  /**
   * The credential whose key is on a USB token, when this official may sign with it now; as {@link
   * #usableBy} otherwise.
   */
  public Optional<Credential> onTokenOf(OfficialId official, CredentialId id) {
    var now = time.instant();
    var found = repository.findOnTokenOf(official, id, now).filter(each -> each.usable(now));
    if (found.isPresent() && found.get().holder() instanceof Holder.Seal) {
      people.requireFresh();
    }
    return found;
  }

  /** Credentials on USB tokens that the official may sign with, as {@link #of} otherwise. */
  public List<Credential> onTokensOf(OfficialId official) {
    return repository.onTokensOf(official, time.instant());
  }

  /** Own credentials and the seals in the official's custody. */
  public List<Credential> of(OfficialId official) {
    return repository.usableBy(official, time.instant());
  }

  public boolean present(Holder holder) {
    return repository.present(holder);
  }

  /**
   * Stores what was made, within the caller's transaction. False when the intent was given up
   * meanwhile.
   */
  public boolean complete(Credential made) {
    return repository.complete(made, time.instant());
  }

  /**
   * Gives an intent up, within the caller's transaction; its key, if any, is destroyed once no
   * issuing can have lasted so long. False when there is none any more: then a certificate may be
   * in force over the key, or somebody else gave it up. In the latter case the key is looked for
   * again: a maker that was slow may have made it since.
   */
  public boolean fail(CredentialId id) {
    var failed = repository.fail(id);
    if (failed) {
      events.publishEvent(new IssuingAbandoned(id));
    }
    return failed;
  }

  /**
   * Whether the credential waits for its certificate. It goes on doing so until the caller's
   * transaction ends.
   */
  public boolean awaited(CredentialId id) {
    return repository.awaited(id);
  }

  public static String keyLabel(CredentialId id) {
    return "credential-" + id;
  }
}
