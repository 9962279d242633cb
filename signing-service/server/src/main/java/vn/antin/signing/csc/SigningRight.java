package vn.antin.signing.csc;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import vn.antin.signing.bind.Confirmation;
import vn.antin.signing.bind.PresentedToken;
import vn.antin.signing.bind.Sender;
import vn.antin.signing.bind.Senders;
import vn.antin.signing.grant.Approval;
import vn.antin.signing.grant.ApprovedGrant;
import vn.antin.signing.grant.HashGrant;
import vn.antin.signing.grant.Introspection;
import vn.antin.signing.people.OfficialId;
import vn.antin.signing.web.Caller;

/**
 * By what right a call wants to sign: an access token of scope {@code credential}, which says all
 * by itself, or one of scope {@code service} with activation data that the same system was given.
 * Either is looked up at auth-server at every call.
 */
final class SigningRight {
  private final JwtDecoder tokens;
  private final Senders senders;
  private final Introspection introspection;
  private final Approvals approvals;
  private final EndedTokens ended;

  SigningRight(
      JwtDecoder tokens,
      Senders senders,
      Introspection introspection,
      Approvals approvals,
      EndedTokens ended) {
    this.tokens = tokens;
    this.senders = senders;
    this.introspection = introspection;
    this.approvals = approvals;
    this.ended = ended;
  }

  /**
   * Who calls.
   *
   * @param official null for a system that acts for itself
   * @param bound what the token is bound to, as text; empty when it serves any bearer
   */
  record Asker(String clientId, @Nullable OfficialId official, String bound) {
    private static Asker of(Caller caller, Confirmation confirmation) {
      var bound = confirmation.text();
      return switch (caller) {
        case Caller.Person(var official, var client, _) -> new Asker(client, official, bound);
        case Caller.Machine(var client, _, _) -> new Asker(client, null, bound);
      };
    }

    private static Asker of(Approval approval, Confirmation confirmation) {
      return new Asker(approval.clientId(), approval.official(), confirmation.text());
    }
  }

  /** A token that was looked at. */
  sealed interface Presented {
    Asker asker();

    /** Scope {@code service}: activation data say what may be signed. */
    record Service(Caller caller, Sender sender, Confirmation confirmation) implements Presented {
      @Override
      public Asker asker() {
        return Asker.of(caller, confirmation);
      }
    }

    /** Scope {@code credential}. */
    record Approved(String token, Approval approval, Confirmation confirmation)
        implements Presented {
      @Override
      public Asker asker() {
        return Asker.of(approval, confirmation);
      }

      @Override
      public String toString() {
        return "Approved[" + approval.id() + "]";
      }
    }
  }

  /** An approval, the token behind which it is, and who brought it. */
  record Held(HashGrant grant, String token, Asker asker) {
    @Override
    public String toString() {
      return "Held[" + grant.id() + "]";
    }
  }

  /** Refuses who has no right whatever a body may say, before a long one is read. */
  Presented presented(HttpServletRequest request) {
    var token = PresentedToken.of(request).orElseThrow(SigningRight::noToken);
    var sender = senders.of(request, token);
    if (!accessToken(token.value())) {
      var owned = new AtomicReference<Confirmation>(new Confirmation.Anyone());
      return introspection
          .introspect(
              token.value(),
              confirmation -> {
                sender.presents(confirmation);
                owned.set(confirmation);
              })
          .map(approval -> new Presented.Approved(token.value(), approval, owned.get()))
          .orElseThrow(SigningRight::noToken);
    }
    var read = read(token.value());
    var confirmation = Confirmation.of(read.getClaims().get("cnf"));
    sender.presents(confirmation);
    return new Presented.Service(Caller.of(read), sender, confirmation);
  }

  Held held(Presented presented, Parameters parameters) {
    return switch (presented) {
      case Presented.Service service -> activated(service, parameters.string("SAD"));
      case Presented.Approved(var token, var approval, _) ->
          new Held(ofHashes(approval), token, presented.asker());
    };
  }

  /**
   * The approval of a call that was accepted before, if it still stands. Its owner was asked for
   * when it was accepted.
   */
  HashGrant again(LaterCall.Open call) {
    if (ended.has(call.token())) {
      throw CscFault.invalid("SAD expired");
    }
    return introspection
        .introspect(call.token(), _ -> {})
        .map(SigningRight::ofHashes)
        .filter(grant ->
            grant.clientId().equals(call.clientId()) && grant.id().value().equals(call.grant()))
        .orElseThrow(() -> CscFault.invalid("SAD expired"));
  }

  /** Access tokens are JWTs; what stands for an approval is opaque. */
  private static boolean accessToken(String token) {
    return token.chars().filter(each -> each == '.').count() == 2;
  }

  private Jwt read(String token) {
    try {
      var read = tokens.decode(token);
      if (!scopes(read).contains("service")) {
        throw CscFault.denied("The access token does not allow this");
      }
      return read;
    } catch (BadJwtException e) {
      throw noToken();
    } catch (JwtException e) {
      throw CscFault.later("The token cannot be looked at");
    }
  }

  private static List<String> scopes(Jwt token) {
    @Nullable Object scope = token.getClaim("scope");
    return scope instanceof String text ? Arrays.asList(text.split(" ", -1)) : List.of();
  }

  /** The sender owns the access token, and what the activation data stand for as well. */
  private Held activated(Presented.Service service, String sad) {
    var caller = service.caller();
    var approved = approvals.activated(sad, caller.clientId(), service.confirmation());
    var token = approved.token();
    if (token == null) {
      throw CscFault.invalidParameter("SAD");
    }
    return introspection
        .introspect(token, service.sender()::holds)
        .map(SigningRight::ofHashes)
        .filter(grant -> grant.clientId().equals(caller.clientId()))
        .map(grant -> new Held(grant, token, service.asker()))
        .orElseThrow(() -> CscFault.invalid("SAD expired"));
  }

  /** An approval of documents that lie here signs no hashes of an application. */
  private static HashGrant ofHashes(Approval approval) {
    return switch (approval) {
      case HashGrant hashes -> hashes;
      case ApprovedGrant _ -> throw CscFault.invalid("Hash is not authorized by the SAD");
    };
  }

  private static CscFault noToken() {
    return CscFault.invalidToken("The access token is missing, not valid or has expired");
  }
}
