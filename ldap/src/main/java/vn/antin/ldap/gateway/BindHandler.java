package vn.antin.ldap.gateway;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.protocol.BindRequestProtocolOp;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import vn.antin.ldap.entry.Password;

/** Simple bind (RFC 4511 §4.2, RFC 4513 §5.1). A failed bind leaves the connection anonymous. */
final class BindHandler {
  private static final Reply WRONG =
      Reply.of(ResultCode.INVALID_CREDENTIALS, "the name or the password is not right");

  private final AccountsPort accounts;
  private final Tree tree;

  BindHandler(AccountsPort accounts, Tree tree) {
    this.accounts = accounts;
    this.tree = tree;
  }

  Reply bind(BindRequestProtocolOp request, Client client) {
    client.anonymous();
    if (request.getVersion() != 3) {
      return Reply.of(ResultCode.PROTOCOL_ERROR, "only LDAP version 3 is spoken here");
    }
    if (request.getCredentialsType() != BindRequestProtocolOp.CRED_TYPE_SIMPLE) {
      return Reply.of(ResultCode.AUTH_METHOD_NOT_SUPPORTED, "only the simple bind is supported");
    }
    if (!client.mayTalk()) {
      return Reply.of(ResultCode.CONFIDENTIALITY_REQUIRED, "use StartTLS or LDAPS before a bind");
    }
    ASN1OctetString sent = request.getSimplePassword();
    Password password = Password.of(sent == null ? "" : sent.stringValue());
    if (request.getBindDN().isEmpty()) {
      return password.isEmpty() ? Reply.SUCCESS : WRONG;
    }
    if (password.isEmpty()) {
      return Reply.of(ResultCode.UNWILLING_TO_PERFORM, "a bind with a name needs a password");
    }
    try {
      return tree.place(new DN(request.getBindDN())) instanceof Place.OnePerson(String username)
          ? check(username, password, client)
          : WRONG;
    } catch (LDAPException malformed) {
      return Reply.of(ResultCode.INVALID_DN_SYNTAX, "expected uid=…," + tree.people());
    }
  }

  private Reply check(String username, Password password, Client client) {
    return switch (accounts.authenticate(username, password, client.remote())) {
      case BindOutcome.Accepted accepted -> {
        client.bound(accepted);
        yield Reply.SUCCESS;
      }
      case BindOutcome.Refused() -> WRONG;
      case BindOutcome.Unavailable() -> Reply.UNAVAILABLE;
    };
  }
}
