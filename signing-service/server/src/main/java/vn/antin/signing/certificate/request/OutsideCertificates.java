package vn.antin.signing.certificate.request;

import java.util.UUID;
import vn.antin.signing.certificate.Certificates;
import vn.antin.signing.certificate.CredentialId;
import vn.antin.signing.certificate.Holder;
import vn.antin.signing.web.Caller;

/** Makes certificates known whose keys are elsewhere, as lists bring them. Thread-safe. */
public final class OutsideCertificates {
  /** What became of one. */
  public sealed interface Outcome {
    /** It is known from now on. */
    record Registered(CredentialId id) implements Outcome {}

    /** The holder has this very certificate already. */
    record Unchanged(CredentialId id) implements Outcome {}

    /** It would be registered. */
    record Fit() implements Outcome {}
  }

  private final Requests requests;
  private final RequestRepository repository;

  OutsideCertificates(Requests requests, RequestRepository repository) {
    this.requests = requests;
    this.repository = repository;
  }

  /**
   * Registers a certificate for the holder it names; the caller vouches that the key is theirs.
   * Joins the caller's transaction.
   *
   * @param certificates in PEM, or base64 of DER or PKCS#7
   * @param preview when true nothing is changed
   * @throws vn.antin.signing.problem.SigningException as registering one by one refuses it
   */
  public Outcome take(Caller.Person by, Holder holder, String certificates, boolean preview) {
    requests.within(by, holder);
    var issued = requests.leaf(ForeignCertificates.read(certificates));
    var known = repository.known(holder, Certificates.encode(issued.certificate()));
    if (known.isPresent()) {
      return new Outcome.Unchanged(known.get());
    }
    if (preview) {
      requests.mayRegister(by, holder, issued);
      return new Outcome.Fit();
    }
    var id = new CredentialId(UUID.randomUUID());
    requests.register(by, id, holder, issued, false);
    return new Outcome.Registered(id);
  }
}
