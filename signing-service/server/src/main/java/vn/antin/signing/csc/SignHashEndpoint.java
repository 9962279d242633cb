package vn.antin.signing.csc;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.antin.signing.certificate.Credential;
import vn.antin.signing.certificate.CredentialId;
import vn.antin.signing.certificate.Credentials;
import vn.antin.signing.grant.HashGrant;
import vn.antin.signing.grant.HashValue;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.request.HashOutcome;
import vn.antin.signing.request.HashSpending;
import vn.antin.signing.token.SigningAlgorithm;

/**
 * Method {@code signatures/signHash}: signs hashes of bytes to be signed, which the application has
 * made and the official has approved, each once.
 */
@RestController
final class SignHashEndpoint {
  private static final String DTBSR = "DTBSR";

  private final SigningRight right;
  private final Credentials credentials;
  private final CredentialDirectory directory;
  private final CredentialViews views;
  private final HashSpending spending;

  SignHashEndpoint(
      SigningRight right,
      Credentials credentials,
      CredentialDirectory directory,
      CredentialViews views,
      HashSpending spending) {
    this.right = right;
    this.credentials = credentials;
    this.directory = directory;
    this.views = views;
    this.spending = spending;
  }

  @PostMapping("/csc/v2/signatures/signHash")
  Map<String, Object> sign(HttpServletRequest request) throws IOException {
    var parameters = Parameters.read(request, Hashes.LONGEST_BODY);
    var grant = right.of(request, parameters);
    var credential = credential(grant, parameters);
    parameters.word("operationMode", "S"); // answers never come later
    var algorithm = Algorithms.Choice.of(parameters);
    var hashes = Hashes.of(parameters, algorithm.digest());
    if (!hashes.algorithm().equals(grant.hashAlgorithm())
        || !hashes.within(grant.hashes().stream().map(HashValue::bytes).toList())) {
      throw CscFault.invalid("Hash is not authorized by the SAD");
    }
    if (!views.does(credential, algorithm.name())) {
      throw CscFault.invalidParameter("signAlgo");
    }
    var signed = spend(grant, credential, hashes, SigningAlgorithm.valueOf(algorithm.name()));
    return Map.of("signatures", signed.stream().map(Base64.getEncoder()::encodeToString).toList());
  }

  private Credential credential(HashGrant grant, Parameters parameters) {
    var named = new CredentialId(parameters.identifier("credentialID"));
    if (!named.equals(grant.credential())) {
      throw CscFault.invalidParameter("credentialID");
    }
    var credential =
        credentials.findRemote(named).orElseThrow(() -> CscFault.invalidParameter("credentialID"));
    directory.requireUsable(credential);
    return credential;
  }

  private List<byte[]> spend(
      HashGrant grant, Credential credential, Hashes hashes, SigningAlgorithm algorithm) {
    return switch (spending.sign(grant, credential.id(), DTBSR, hashes.values(), algorithm)) {
      case HashOutcome.Signed(var values) -> values;
      case HashOutcome.Spent _, HashOutcome.NotApproved _ ->
          throw CscFault.invalid("Hash is not authorized by the SAD");
      case HashOutcome.Repeated _ -> throw CscFault.invalidParameter("hashes");
      case HashOutcome.Expired _ -> throw CscFault.invalid("SAD expired");
      case HashOutcome.AlgorithmNotOffered _ -> throw CscFault.invalidParameter("signAlgo");
      case HashOutcome.CredentialStopped _ -> throw CscFault.invalid("Credential disabled");
      case HashOutcome.TokenAway _ ->
          throw Problem.TOKEN_UNREACHABLE.because("grant " + grant.id() + " was not all signed");
      case HashOutcome.Unknown _ ->
          throw Problem.OUTCOME_UNKNOWN.because("grant " + grant.id() + " has an unknown hash");
    };
  }
}
