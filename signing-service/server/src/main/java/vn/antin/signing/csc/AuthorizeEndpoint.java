package vn.antin.signing.csc;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.antin.signing.bind.AccessTokenFilter;
import vn.antin.signing.csc.Approvals.Activation;
import vn.antin.signing.web.Caller;

/**
 * How a system gets leave to sign without a browser: the official is asked on their own device, and
 * nothing secret of theirs passes through the system.
 */
@RestController
final class AuthorizeEndpoint {
  private final CredentialDirectory directory;
  private final Approvals approvals;

  AuthorizeEndpoint(CredentialDirectory directory, Approvals approvals) {
    this.directory = directory;
    this.approvals = approvals;
  }

  @PostMapping("/csc/v2/credentials/authorize")
  ResponseEntity<Map<String, Object>> authorize(Caller caller, HttpServletRequest request)
      throws IOException {
    var parameters = Parameters.read(request, Hashes.LONGEST_BODY);
    var credential = directory.usable(caller, parameters);
    if (parameters.has("authData")) {
      throw CscFault.invalidParameter("authData");
    }
    var number = parameters.integer("numSignatures");
    if (number > CredentialViews.MULTISIGN) {
      throw CscFault.invalid("Numbers of signatures is too high");
    }
    var hashes = Hashes.of(parameters);
    if (number != hashes.values().size()) {
      throw CscFault.invalidParameter("numSignatures");
    }
    var signer = directory.signer(caller, credential);
    var handle =
        approvals.ask(
            new Wish(
                caller.clientId(),
                signer.id(),
                signer.username(),
                credential.id(),
                parameters.word("hashType", "DTBSR", "SDR"),
                hashes.algorithm(),
                hashes.values(),
                Wish.message(parameters.optionalString("description"))));
    return ResponseEntity.accepted().body(Map.of("handle", handle));
  }

  @PostMapping("/csc/v2/credentials/authorizeCheck")
  ResponseEntity<Map<String, Object>> check(Caller caller, HttpServletRequest request)
      throws IOException {
    var parameters = Parameters.read(request, Parameters.SMALL);
    var handle = parameters.string("handle");
    var activation =
        approvals.check(handle, caller.clientId(), AccessTokenFilter.confirmation(request));
    return activation == null
        ? ResponseEntity.accepted().body(Map.of("handle", handle))
        : ResponseEntity.ok(told(activation));
  }

  /** The same rights for the same time; an approval is never widened without the official. */
  @PostMapping("/csc/v2/credentials/extendTransaction")
  Map<String, Object> extend(Caller caller, HttpServletRequest request) throws IOException {
    var parameters = Parameters.read(request, Hashes.LONGEST_BODY);
    var credential = directory.named(caller, parameters);
    var confirmation = AccessTokenFilter.confirmation(request);
    var approved = approvals.activated(parameters.string("SAD"), caller.clientId(), confirmation);
    if (!approved.credential().equals(credential.id())) {
      throw CscFault.invalidParameter("credentialID");
    }
    if (parameters.has("hashes") && !allowed(Hashes.of(parameters), approved)) {
      throw CscFault.invalid("Hash is not authorized by the SAD");
    }
    return told(approvals.renew(approved, confirmation));
  }

  private static boolean allowed(Hashes hashes, Authorization approved) {
    return hashes.algorithm().equals(approved.hashAlgorithm()) && hashes.within(approved.hashes());
  }

  /** Credentials have no authentication objects, so there is none to make a challenge for. */
  @PostMapping("/csc/v2/credentials/getChallenge")
  Map<String, Object> challenge(Caller caller, HttpServletRequest request) throws IOException {
    var parameters = Parameters.read(request, Parameters.SMALL);
    directory.named(caller, parameters);
    parameters.string("id");
    throw CscFault.invalid(
        "Invalid parameter id: no challenge passes through an application, the signer approves at"
            + " the authorization server");
  }

  private static Map<String, Object> told(Activation activation) {
    var answer = new LinkedHashMap<String, Object>();
    answer.put("SAD", activation.sad());
    answer.put("expiresIn", activation.left().toSeconds());
    return answer;
  }
}
