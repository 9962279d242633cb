package vn.antin.ldap.federation;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.BindResult;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.ResultCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.antin.ldap.federation.CheckResult.Reason;

/** Active Directory's reasons, as its domain controllers write them. */
final class RefusalTest {
  @ParameterizedTest
  @CsvSource({
    "530, NOT_AT_THIS_TIME_OR_PLACE",
    "531, NOT_AT_THIS_TIME_OR_PLACE",
    "532, PASSWORD_EXPIRED",
    "533, DISABLED",
    "701, ACCOUNT_EXPIRED",
    "773, PASSWORD_MUST_BE_CHANGED",
    "775, LOCKED"
  })
  void activeDirectoryCodeIsUnderstood(String code, Reason reason) {
    assertThat(Refusal.reason(refused(code))).isEqualTo(reason);
  }

  @ParameterizedTest
  @CsvSource({"52e", "525", "57", "zz"})
  void wrongPasswordAndForeignCodesGiveNoReason(String code) {
    assertThat(Refusal.reason(refused(code))).isNull();
  }

  @Test
  void silenceGivesNoReason() {
    assertThat(
            Refusal.reason(
                new BindResult(
                    1, ResultCode.INVALID_CREDENTIALS, null, null, new String[0], new Control[0])))
        .isNull();
  }

  private static BindResult refused(String code) {
    return new BindResult(
        1,
        ResultCode.INVALID_CREDENTIALS,
        "80090308: LdapErr: DSID-0C090439, comment: AcceptSecurityContext error, data "
            + code
            + ", v4563",
        null,
        new String[0],
        new Control[0]);
  }
}
