package vn.antin.signing.csc;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import vn.antin.signing.certificate.CredentialEnding;
import vn.antin.signing.certificate.CredentialIssuer;
import vn.antin.signing.certificate.Credentials;
import vn.antin.signing.certificate.Holder;
import vn.antin.signing.web.Caller;

/**
 * Methods {@code credentials/create} and {@code credentials/delete} of 2.2. Certificates of public
 * duty are given and taken by an agency, so both are narrow: an official's first credential where
 * it is issued on demand, and an administrator's revocation by the rules of the certificate desk.
 */
@RestController
final class OwnCredentialEndpoint {
  private final ObjectProvider<CredentialIssuer> issuer;
  private final Credentials credentials;
  private final CredentialEnding ending;
  private final CredentialDirectory directory;

  OwnCredentialEndpoint(
      ObjectProvider<CredentialIssuer> issuer,
      Credentials credentials,
      CredentialEnding ending,
      CredentialDirectory directory) {
    this.issuer = issuer;
    this.credentials = credentials;
    this.ending = ending;
    this.directory = directory;
  }

  @PostMapping("/csc/v2/credentials/create")
  Map<String, Object> create(Caller caller, HttpServletRequest request) throws IOException {
    Parameters.read(request, Parameters.SMALL);
    var authority = issuer.getIfAvailable();
    if (authority == null || !(caller instanceof Caller.Person person)) {
      throw CscFault.denied(
          "Credentials are issued at the certificate desk, on an administrator's order");
    }
    var official = person.official();
    var holder = new Holder.Personal(official);
    if (credentials.present(holder)) {
      throw CscFault.invalid("The signer has a credential already, see credentials/list");
    }
    authority.issueFor(official);
    return directory.of(official).stream()
        .filter(each -> each.holder().equals(holder))
        .findFirst()
        .map(each -> Map.<String, Object>of("credentialID", each.id().toString()))
        .orElseThrow(() -> CscFault.denied("No credential can be issued to this signer"));
  }

  @PostMapping("/csc/v2/credentials/delete")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(Caller caller, HttpServletRequest request) throws IOException {
    var parameters = Parameters.read(request, Parameters.SMALL);
    var id = parameters.identifier("credentialID");
    if (!(caller instanceof Caller.Person person) || person.administers().isEmpty()) {
      directory.named(caller, parameters);
      throw CscFault.denied(
          "A credential is ended at the certificate desk, by an administrator and with a reason");
    }
    ending.revoke(person, id);
  }
}
