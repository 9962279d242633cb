package vn.antin.signing.csc;

import java.util.List;
import java.util.UUID;
import vn.antin.signing.certificate.Credential;
import vn.antin.signing.certificate.CredentialId;
import vn.antin.signing.certificate.Credentials;
import vn.antin.signing.grant.HashGrant;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.request.HashOrder;
import vn.antin.signing.request.HashOutcome;
import vn.antin.signing.request.HashSpending;
import vn.antin.signing.token.SigningAlgorithm;

/** What all methods that sign have in common: the credential, what its key does, its use. */
final class HashSigning {
  static final String NOT_AUTHORIZED = "Hash is not authorized by the SAD";

  private final Credentials credentials;
  private final CredentialDirectory directory;
  private final CredentialViews views;
  private final HashSpending spending;

  HashSigning(
      Credentials credentials,
      CredentialDirectory directory,
      CredentialViews views,
      HashSpending spending) {
    this.credentials = credentials;
    this.directory = directory;
    this.views = views;
    this.spending = spending;
  }

  /**
   * The credential that the approval is of: named by its id, by its qualifier or by both, which
   * have to be its own.
   */
  Credential credential(HashGrant grant, Parameters parameters) {
    var qualifier = parameters.optionalString("signatureQualifier");
    if (qualifier == null || parameters.has("credentialID")) {
      var named = new CredentialId(parameters.identifier("credentialID"));
      if (!named.equals(grant.credential())) {
        throw CscFault.invalidParameter("credentialID");
      }
    }
    var credential =
        credentials
            .findRemote(grant.credential())
            .orElseThrow(() -> CscFault.invalidParameter("credentialID"));
    if (qualifier != null && !qualifier.equals(CredentialViews.qualifier(credential.holder()))) {
      throw CscFault.invalidParameter("signatureQualifier");
    }
    directory.requireUsable(credential);
    return credential;
  }

  /** The algorithm, when the credential's key signs by it. */
  SigningAlgorithm algorithm(Credential credential, Algorithms.Choice wanted) {
    if (!views.does(credential, wanted.name())) {
      throw CscFault.invalidParameter("signAlgo");
    }
    return SigningAlgorithm.valueOf(wanted.name());
  }

  /**
   * A value for each hash, in their order.
   *
   * @param attempt the same at each try of one call, and of no other
   * @param named the parameter that names the hashes
   */
  List<byte[]> sign(
      UUID attempt, HashGrant grant, String hashType, List<HashOrder> orders, String named) {
    return switch (spending.sign(attempt, grant, grant.credential(), hashType, orders)) {
      case HashOutcome.Signed(var values) -> values;
      case HashOutcome.Spent _, HashOutcome.NotApproved _ -> throw CscFault.invalid(NOT_AUTHORIZED);
      case HashOutcome.Repeated _ -> throw CscFault.invalidParameter(named);
      case HashOutcome.Expired _ -> throw CscFault.invalid("SAD expired");
      case HashOutcome.AlgorithmNotOffered _ -> throw CscFault.invalidParameter("signAlgo");
      case HashOutcome.CredentialStopped _ -> throw CscFault.invalid("Credential disabled");
      case HashOutcome.TokenAway _ ->
          throw Problem.TOKEN_UNREACHABLE.because("grant " + grant.id() + " was not all signed");
      case HashOutcome.BeingSigned _ ->
          throw Problem.IDEMPOTENCY_IN_PROGRESS.because("grant " + grant.id() + " is being spent");
      case HashOutcome.Unknown _ ->
          throw Problem.OUTCOME_UNKNOWN.because("grant " + grant.id() + " has an unknown hash");
    };
  }
}
