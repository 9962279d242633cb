package vn.antin.auth.login;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.antin.auth.account.AccountId;

/**
 * A login about to begin.
 *
 * @param continueTo path and query on this server where it leads
 * @param clientId the application on the way to which it happens
 * @param locale the language the application wishes for
 * @param hint who the application expects
 * @param fresh whether the official has to prove themselves although a session may be open
 * @param account who alone may log in; null for anybody
 * @param wanted levels (acr) of which it has to reach one; empty when policy alone decides
 */
public record NewLogin(
    String continueTo,
    @Nullable String clientId,
    @Nullable Locale locale,
    @Nullable String hint,
    boolean fresh,
    @Nullable AccountId account,
    List<String> wanted) {
  public NewLogin {
    wanted = List.copyOf(wanted);
  }

  static NewLogin to(String continueTo) {
    return new NewLogin(continueTo, null, null, null, false, null, List.of());
  }

  NewLogin in(@Nullable Locale language) {
    return new NewLogin(continueTo, clientId, language, hint, fresh, account, wanted);
  }
}
