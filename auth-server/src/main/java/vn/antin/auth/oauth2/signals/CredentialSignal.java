package vn.antin.auth.oauth2.signals;

import java.util.Locale;
import vn.antin.auth.account.CredentialChanged;

/**
 * How a changed credential is told (CAEP 1.0 §3.3). A type that the specification does not list is
 * our own word, as it allows.
 */
record CredentialSignal(String type, String change, String vietnamese, String english) {
  static CredentialSignal of(CredentialChanged changed) {
    String type =
        switch (changed.kind()) {
          case PASSWORD, APPLICATION_PASSWORD -> "password";
          case SIGNING_PIN -> "pin";
          case PASSKEY -> "fido2-roaming";
          case TOTP -> "app";
          case RECOVERY_CODES -> "recovery-codes";
          case CERTIFICATE -> "x509";
          case UPSTREAM -> "upstream";
        };
    String change =
        switch (changed.change()) {
          case CREATED -> "create";
          case UPDATED -> "update";
          case REVOKED -> "revoke";
        };
    String done =
        switch (changed.change()) {
          case CREATED -> "đã được thêm";
          case UPDATED -> "đã được đặt lại";
          case REVOKED -> "đã bị gỡ bỏ";
        };
    return new CredentialSignal(
        type, change, vietnamese(changed.kind()) + " " + done, english(changed));
  }

  private static String vietnamese(CredentialChanged.Kind kind) {
    return switch (kind) {
      case PASSWORD -> "Mật khẩu";
      case SIGNING_PIN -> "Mã PIN ký số";
      case PASSKEY -> "Khóa truy cập";
      case TOTP -> "Ứng dụng tạo mã";
      case RECOVERY_CODES -> "Mã khôi phục";
      case CERTIFICATE -> "Chứng thư số để đăng nhập";
      case UPSTREAM -> "Liên kết với hệ thống định danh khác";
      case APPLICATION_PASSWORD -> "Mật khẩu riêng cho một hệ thống";
    };
  }

  private static String english(CredentialChanged changed) {
    String what = changed.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return switch (changed.change()) {
      case CREATED -> "A credential was added: " + what;
      case UPDATED -> "A credential was set anew: " + what;
      case REVOKED -> "A credential was removed: " + what;
    };
  }
}
