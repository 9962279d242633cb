package vn.antin.auth.oauth2.ciba;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.oauth2.SignatureQuestions;
import vn.antin.auth.oauth2.SignatureQuestions.Weighed;
import vn.antin.auth.oauth2.access.Admission;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.client.ClientKind;
import vn.antin.auth.oauth2.client.Clients;
import vn.antin.auth.oauth2.decoupled.AskingFault;
import vn.antin.auth.oauth2.decoupled.NewRequest;
import vn.antin.auth.oauth2.request.AuthorizationDetails;
import vn.antin.auth.oauth2.request.AuthorizeParameters;
import vn.antin.auth.oauth2.request.CredentialParameters;
import vn.antin.auth.oauth2.request.DetailRules;
import vn.antin.auth.oauth2.request.RequestFault;

/**
 * Reads what a request wants signed: under the same rules as a request by browser, with scope
 * {@code credential} and, for the protocol's sake, {@code openid}, and nothing else.
 */
@Component
final class SignatureWishes {
  private static final String INVALID_DETAILS = "invalid_authorization_details";
  private static final Set<String> SCOPES = Set.of("openid", "credential");

  private final Clients clients;
  private final Admission admission;
  private final ObjectProvider<SignatureQuestions> approvals;

  SignatureWishes(
      Clients clients, Admission admission, ObjectProvider<SignatureQuestions> approvals) {
    this.clients = clients;
    this.admission = admission;
    this.approvals = approvals;
  }

  /** What a request wants signed. */
  sealed interface Read {
    /** Nothing: a login. */
    record Login() implements Read {}

    record Signature(NewRequest.Signature wish) implements Read {}

    record Wrong(AskingFault fault) implements Read {}
  }

  Read read(BackchannelParameters given, Client client) {
    AuthorizeParameters request =
        new AuthorizeParameters(
            given.values().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, each -> List.of(each.getValue()))));
    Set<String> scopes = request.words("scope");
    if (!scopes.contains("credential")) {
      return request.has("authorization_details") || request.has("application")
          ? wrong(INVALID_DETAILS, "only signatures, with scope credential, are asked for so")
          : new Read.Login();
    }
    if (!SCOPES.containsAll(scopes)) {
      return wrong("invalid_scope", "a signature is asked for with openid and credential alone");
    }
    RequestFault fault = DetailRules.fault(request, client);
    if (fault != null) {
      return wrong(fault.error(), fault.description());
    }
    SignatureQuestions gate = approvals.getIfAvailable();
    if (gate == null) {
      return wrong(INVALID_DETAILS, "approvals are not available here");
    }
    Client application = application(request.one("application"), client);
    if (application == null) {
      return wrong("unauthorized_client", "the application may not ask for signatures like this");
    }
    String asked = CredentialParameters.asked(request);
    return switch (gate.weigh(asked)) {
      case Weighed.Fit(int signatures) ->
          new Read.Signature(new NewRequest.Signature(asked, signatures, application.id()));
      case Weighed.Unfit(String reason) -> wrong(INVALID_DETAILS, reason);
    };
  }

  /**
   * The system that the approval is for: the client, or one that a service of the house names
   * because it asks in that one's name. Null when that one may not ask for signatures itself.
   */
  private @Nullable Client application(@Nullable String named, Client client) {
    if (named == null || named.equals(client.id())) {
      return client;
    }
    return client.kind() == ClientKind.HOUSE
        ? clients.find(named).filter(SignatureWishes::maySign).orElse(null)
        : null;
  }

  private static boolean maySign(Client application) {
    return application.scopes().contains("credential")
        && AuthorizationDetails.SIGNATURES.stream()
            .anyMatch(application.authorizationDetailsTypes()::contains);
  }

  /** Why this official is not asked; null when nothing speaks against it. */
  @Nullable AskingFault closed(NewRequest.Signature wish, AccountId official) {
    return admission.admits(wish.application(), official)
        ? null
        : new AskingFault(
            HttpStatus.FORBIDDEN,
            "access_denied",
            "this system is not open to the official's unit");
  }

  private static Read wrong(String error, String description) {
    return new Read.Wrong(AskingFault.of(error, description));
  }
}
