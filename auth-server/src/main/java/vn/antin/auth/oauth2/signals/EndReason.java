package vn.antin.auth.oauth2.signals;

/**
 * Why a session ended, in the terms of CAEP 1.0 §2.
 *
 * @param initiator {@code user}, {@code admin}, {@code policy} or {@code system}
 */
record EndReason(String initiator, String vietnamese, String english) {
  static EndReason of(String reason) {
    return switch (reason) {
      case "logout", "ended-by-official" ->
          new EndReason("user", "Cán bộ đã đăng xuất", "The official logged out");
      case "replaced" ->
          new EndReason(
              "user",
              "Một cán bộ khác đã đăng nhập trên trình duyệt đó",
              "Another official logged in in that browser");
      case "expired" -> new EndReason("policy", "Phiên đã hết hạn", "The session expired");
      case "account-disabled" ->
          new EndReason("admin", "Tài khoản đã bị khóa", "The account was disabled");
      default -> new EndReason("system", "Phiên đã kết thúc", "The session was ended");
    };
  }
}
