package vn.antin.signing.certificate.request;

import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.signing.certificate.CredentialId;
import vn.antin.signing.certificate.Holder;
import vn.antin.signing.certificate.Issued;
import vn.antin.signing.certificate.OwnRevocations;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.web.Caller;

/** Makes certificates known whose keys are elsewhere. Thread-safe. */
public final class Registrations {
  /** What became of one of a list. */
  public sealed interface Outcome {
    /** It is known from now on. */
    record Registered(CredentialId id) implements Outcome {}

    /** The holder has this very certificate already. */
    record Unchanged(CredentialId id) implements Outcome {}

    /** It would be registered. */
    record Fit() implements Outcome {}
  }

  private static final String SOURCE = "usb-token";

  private final RegistrationRepository repository;
  private final Acceptance acceptance;
  private final ObjectProvider<OwnRevocations> own;
  private final TransactionOperations transaction;
  private final InstantSource time;

  Registrations(
      RegistrationRepository repository,
      Acceptance acceptance,
      ObjectProvider<OwnRevocations> own,
      TransactionOperations transaction,
      InstantSource time) {
    this.repository = repository;
    this.acceptance = acceptance;
    this.own = own;
    this.transaction = transaction;
    this.time = time;
  }

  /** Makes the certificate of a USB token known; the caller vouches that it is the holder's. */
  UUID register(Caller.Person by, Holder holder, ForeignCertificates sent, boolean confirmed) {
    var id = new CredentialId(UUID.randomUUID());
    transaction.executeWithoutResult(
        _ -> register(by, id, holder, acceptance.leaf(sent), confirmed, Acceptance.Basis.VOUCHED));
    return id.value();
  }

  /**
   * Registers a certificate for the holder whom a list names; the caller vouches that the key is
   * theirs. Joins the caller's transaction.
   *
   * @param certificates in PEM, or base64 of DER or PKCS#7
   * @param preview when true nothing is changed
   * @throws vn.antin.signing.problem.SigningException as registering one by one refuses it
   */
  public Outcome take(Caller.Person by, Holder holder, String certificates, boolean preview) {
    acceptance.within(by, holder);
    var issued = acceptance.leaf(ForeignCertificates.read(certificates));
    var known = repository.known(holder, issued.certificate());
    if (known.isPresent()) {
      return new Outcome.Unchanged(known.get());
    }
    if (preview) {
      acceptance.may(by, holder);
      refuseHeld(issued.certificate());
      acceptance.requireNamed(holder, issued);
      return new Outcome.Fit();
    }
    var id = new CredentialId(UUID.randomUUID());
    register(by, id, holder, issued, false, Acceptance.Basis.VOUCHED);
    return new Outcome.Registered(id);
  }

  /**
   * Makes the certificate of a USB token known whose key the holder proved to have, or notes the
   * proof where the same certificate is known as the holder's already. Joins the caller's
   * transaction.
   *
   * @param by whoever made the code, whose power counts
   */
  UUID registerProved(Caller.Person by, Holder holder, ForeignCertificates sent, UUID code) {
    acceptance.may(by, holder);
    var basis = Acceptance.Basis.proved(code);
    var issued = acceptance.leaf(sent);
    refuseHeld(issued.certificate());
    var known = repository.prove(holder, issued.certificate());
    if (known.isPresent()) {
      repository.provedLater(known.get(), time.instant());
      acceptance.record("certificate.possession-proved", by, known.get(), holder, basis.facts());
      return known.get().value();
    }
    var id = new CredentialId(UUID.randomUUID());
    acceptance.intend(by, id, holder, SOURCE);
    acceptance.keep(by, id, holder, issued, false, basis);
    repository.prove(holder, issued.certificate());
    return id.value();
  }

  private void register(
      Caller.Person by,
      CredentialId id,
      Holder holder,
      Issued issued,
      boolean confirmed,
      Acceptance.Basis basis) {
    acceptance.intend(by, id, holder, SOURCE);
    refuseHeld(issued.certificate());
    acceptance.keep(by, id, holder, issued, confirmed, basis);
  }

  /** A token holds no certificate whose key is here, nor one that was taken back. */
  private void refuseHeld(X509Certificate certificate) {
    if (repository.held(certificate)
        || own.orderedStream().anyMatch(each -> each.takenBack(certificate))) {
      throw Problem.CERTIFICATE_STATE
          .because("the certificate is known here and on no token, or was taken back")
          .showing("state", "known");
    }
  }
}
