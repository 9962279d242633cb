package vn.antin.signing.request;

import java.util.Optional;
import vn.antin.signing.grant.RequestId;
import vn.antin.signing.web.Caller;

/** Requests as those see them who let an official sign. Thread-safe. */
public final class OpenRequests {
  private final RequestRepository repository;

  OpenRequests(RequestRepository repository) {
    this.repository = repository;
  }

  public Optional<SignatureRequest> find(RequestId id) {
    return repository.find(id);
  }

  /**
   * The request, when this official may sign it through this system: it is the official's own
   * there, or the system's, whoever may use its credential; or it was made for this official to
   * approve through this system. Not when it was withdrawn.
   */
  public Optional<SignatureRequest> signedBy(RequestId id, Caller.Person person) {
    return repository
        .find(id)
        .filter(request -> repository.approvable(id, person.clientId(), person.official()))
        .filter(request ->
            request.owner().official() == null
                || person.official().equals(request.owner().official()));
  }
}
