package vn.antin.auth.approval.confirmation;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How approvals are confirmed.
 *
 * @param fallback what officials without a passkey confirm with
 */
@Validated
@ConfigurationProperties("antin.approval.confirmation")
record ConfirmationProperties(@DefaultValue("pin") Fallback fallback) {
  enum Fallback {
    PIN,
    TOTP,
    /** Nothing: they cannot approve before they have a passkey. */
    NONE
  }
}
