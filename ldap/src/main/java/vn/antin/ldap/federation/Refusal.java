package vn.antin.ldap.federation;

import com.unboundid.ldap.sdk.BindResult;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.controls.PasswordExpiredControl;
import com.unboundid.ldap.sdk.experimental.DraftBeheraLDAPPasswordPolicy10ResponseControl;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.antin.ldap.federation.CheckResult.Reason;

/** Reads why a bind was refused, in the dialects of OpenLDAP and of Active Directory. */
final class Refusal {
  /** "80090308: LdapErr: DSID-0C090439, comment: AcceptSecurityContext error, data 775, v4563". */
  private static final Pattern ACTIVE_DIRECTORY =
      Pattern.compile("AcceptSecurityContext error, data ([0-9a-f]{1,8})\\b");

  private Refusal() {}

  /** The reason for a closed account; null when the server gave none. */
  static @Nullable Reason reason(BindResult bind) {
    Reason byPolicy = byPolicyControl(bind);
    if (byPolicy != null) {
      return byPolicy;
    }
    if (bind.getResponseControl(PasswordExpiredControl.PASSWORD_EXPIRED_OID) != null) {
      return Reason.PASSWORD_EXPIRED;
    }
    return byActiveDirectoryCode(bind.getDiagnosticMessage());
  }

  /** Codes that speak of the account and not of this attempt; retrying elsewhere is no use. */
  static boolean isAboutCredentials(ResultCode code) {
    return code.equals(ResultCode.INVALID_CREDENTIALS)
        || code.equals(ResultCode.NO_SUCH_OBJECT)
        || code.equals(ResultCode.INAPPROPRIATE_AUTHENTICATION)
        || code.equals(ResultCode.UNWILLING_TO_PERFORM)
        || code.equals(ResultCode.CONSTRAINT_VIOLATION)
        || code.equals(ResultCode.INSUFFICIENT_ACCESS_RIGHTS);
  }

  private static @Nullable Reason byPolicyControl(BindResult bind) {
    DraftBeheraLDAPPasswordPolicy10ResponseControl policy;
    try {
      policy = DraftBeheraLDAPPasswordPolicy10ResponseControl.get(bind);
    } catch (LDAPException malformed) {
      return null;
    }
    return policy == null
        ? null
        : switch (policy.getErrorType()) {
          case ACCOUNT_LOCKED -> Reason.LOCKED;
          case PASSWORD_EXPIRED -> Reason.PASSWORD_EXPIRED;
          case CHANGE_AFTER_RESET -> Reason.PASSWORD_MUST_BE_CHANGED;
          case null, default -> null;
        };
  }

  private static @Nullable Reason byActiveDirectoryCode(@Nullable String diagnostic) {
    if (diagnostic == null) {
      return null;
    }
    Matcher found = ACTIVE_DIRECTORY.matcher(diagnostic);
    if (!found.find()) {
      return null;
    }
    return switch (found.group(1).toLowerCase(Locale.ROOT)) {
      case "530", "531" -> Reason.NOT_AT_THIS_TIME_OR_PLACE;
      case "532" -> Reason.PASSWORD_EXPIRED;
      case "533" -> Reason.DISABLED;
      case "701" -> Reason.ACCOUNT_EXPIRED;
      case "773" -> Reason.PASSWORD_MUST_BE_CHANGED;
      case "775" -> Reason.LOCKED;
      default -> null;
    };
  }
}
