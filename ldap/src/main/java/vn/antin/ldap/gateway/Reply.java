package vn.antin.ldap.gateway;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;

/** The end of an operation: a code, a word for whoever debugs the client, and a matched DN. */
record Reply(ResultCode code, String diagnostic, String matchedDn) {
  static final Reply SUCCESS = of(ResultCode.SUCCESS, "");
  static final Reply READ_ONLY = of(ResultCode.UNWILLING_TO_PERFORM, "this directory is read-only");
  static final Reply BIND_FIRST =
      of(ResultCode.STRONG_AUTH_REQUIRED, "bind first; only the root DSE is open to everyone");
  static final Reply UNAVAILABLE =
      of(ResultCode.UNAVAILABLE, "the answer cannot be had now; try again later");
  static final Reply BUSY = of(ResultCode.BUSY, "too many requests at once; try again");

  static Reply of(ResultCode code, String diagnostic) {
    return new Reply(code, diagnostic, "");
  }

  /**
   * The SDK has codes of its own for what it cannot decode; on the wire that is a protocol error.
   */
  static Reply malformed(LDAPException cause) {
    return cause.getResultCode().equals(ResultCode.INVALID_DN_SYNTAX)
        ? of(ResultCode.INVALID_DN_SYNTAX, "not a distinguished name")
        : of(ResultCode.PROTOCOL_ERROR, "a part of the request cannot be decoded");
  }
}
