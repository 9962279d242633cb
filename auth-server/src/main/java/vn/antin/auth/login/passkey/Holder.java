package vn.antin.auth.login.passkey;

import vn.antin.auth.login.factor.LoginInProgress;
import vn.antin.auth.session.SessionId;

/** What a challenge is bound to: it is good nowhere else. */
record Holder(String purpose, String id) {
  static Holder of(LoginInProgress login) {
    return new Holder("login", login.id());
  }

  static Holder of(SessionId session) {
    return new Holder("register", session.toString());
  }
}
